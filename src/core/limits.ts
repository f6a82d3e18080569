import { DroverError } from './errors.ts';

/**
 * How much a template or pattern of a bundle may ask for. Each is far beyond what a working role does: what reaches one would
 * go on for ever or fill the memory.
 */
export const limits = {
  /** Seconds that one use of a regular expression may take. */
  'regex-seconds': 5,
  /** Turns of all loops and calls of all macros of one rendering together. */
  'loop-turns': 10_000_000,
  /** Characters of a text. */
  'text-length': 100_000_000,
  /** Items of a list that is made rather than written: ranges, repetitions, products. */
  'list-length': 10_000_000,
  /** Digits of the result of `**`. */
  'number-digits': 100_000,
  /** How deep collections of a YAML or JSON file may nest: far from what a stack holds. */
  'yaml-depth': 500,
  /** How many nodes aliases of a YAML file may repeat in all, so that a small file cannot become a huge value. */
  'yaml-aliases': 200_000,
  /** Includes of tasks and roles within one another. */
  'include-depth': 200,
  /** Templates of which each extends the next. */
  'extends-depth': 100,
  /** Macros, includes and expressions within one another: as deep as the stack is. */
  'call-depth': Number.POSITIVE_INFINITY,
} as const;

export type LimitName = keyof typeof limits;

/** The error of what goes beyond a limit. @param what "Cannot …: …" up to the limit's name */
export function beyond(name: LimitName, what: string, cause?: unknown): DroverError {
  return new DroverError('TEMPLATE_FAILED', `${what} (limit "${name}")`, { cause });
}

/** JavaScript's own limits as ours; undefined for any other error. */
export function beyondOf(error: unknown, doing: string): DroverError | undefined {
  if (!(error instanceof RangeError)) return undefined;
  const { message } = error;
  if (message.includes('call stack'))
    return beyond('call-depth', `Cannot ${doing}: it is nested too deep, or calls itself without end`, error);
  if (message.includes('string length')) return beyond('text-length', `Cannot ${doing}: a text becomes too long`, error);
  if (message.includes('array length')) return beyond('list-length', `Cannot ${doing}: a list becomes too long`, error);
  return message.includes('BigInt') ? beyond('number-digits', `Cannot ${doing}: a number becomes too large`, error) : undefined;
}
