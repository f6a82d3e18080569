/** How many tests, or cases, a suite ran. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Suite {
  readonly name: string;
  /** Runs it and prints as it goes. What cannot run on this machine says so and counts as skipped. */
  run(): Counts | Promise<Counts>;
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    none,
  );
}

/** `12 passed, 1 failed`, and `, 2 skipped` where some were. */
export function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The suite did not run: one test skipped, with the reason. */
export function skip(reason: string): Counts {
  console.log(`SKIPPED: ${reason}`);
  return { passed: 0, failed: 0, skipped: 1 };
}
