import { DroverError } from '../core/errors.ts';

/**
 * Milliseconds after which a run ends by itself, as `DROVER_DEADLINE` has it in seconds; undefined where that is absent or
 * empty.
 * @throws DroverError `USAGE`
 */
export function deadlineOf(environment: Readonly<Record<string, string | undefined>>): number | undefined {
  const given = environment['DROVER_DEADLINE']?.trim() || undefined;
  if (given === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(given) && Number(given) > 0) return Number(given) * 1000;
  throw new DroverError('USAGE', `Cannot start the run: DROVER_DEADLINE is "${given}"`, {
    hint: 'a number of seconds is wanted',
  });
}
