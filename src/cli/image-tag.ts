import { InvalidArgumentError } from 'commander';

/** A commit on the command line: it is the tag of its image too. @throws InvalidArgumentError for what cannot be one */
export function imageTag(value: string): string {
  if (/^[0-9a-f]{7,39}$/.test(value)) throw new InvalidArgumentError(`The whole SHA is wanted: git rev-parse ${value}.`);
  if (/^\w[\w.-]{0,127}$/.test(value)) return value;
  throw new InvalidArgumentError('A commit is wanted, git rev-parse HEAD for example.');
}
