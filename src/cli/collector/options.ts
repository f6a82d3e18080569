import { InvalidArgumentError } from 'commander';
import type { Surroundings } from '../surroundings.ts';

/** Reads an option that is a whole number. */
export function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d{1,9}$/.test(value) && number >= least) return number;
    throw new InvalidArgumentError(`A whole number from ${least} is wanted.`);
  };
}

/** The database's file: as the command line has it, the environment, or in the directory at hand. */
export function databaseOf({ database }: { readonly database?: string }, environment: Surroundings['environment']): string {
  return database ?? (environment['DROVER_DATABASE'] || 'drover.sqlite');
}
