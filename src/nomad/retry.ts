/** How often and how far apart a call is tried again. */
export interface Patience {
  readonly attempts: number;
  /** Milliseconds: the longest pause before the second attempt; it doubles with each one. */
  readonly first: number;
  /** Milliseconds. */
  readonly longest: number;
}

/** About a second and a half in all, at most three: a new leader is elected within that. */
export const patience: Patience = { attempts: 5, first: 200, longest: 1500 };

/**
 * The pause before an attempt (the second is 1), in milliseconds: a random share of a time that doubles, so that many who
 * failed together do not come back together.
 */
export function backoff(
  attempt: number,
  { first, longest }: Omit<Patience, 'attempts'>,
  random: () => number = Math.random,
): number {
  const whole = Math.min(longest, first * 2 ** (attempt - 1));
  return Math.round(whole / 2 + (random() * whole) / 2);
}
