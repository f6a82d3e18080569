import { limits } from '../limits.ts';

const slot = Symbol.for('drover.limited');
let script: { runInThisContext(options: { timeout: number }): unknown } | undefined;
let isWatched = false;

/** What a use of a pattern ends with that took too long. */
export class TookTooLong extends Error {}

/**
 * Runs something that cannot stop itself, and ends it after the limit "regex-seconds": a backtracking search looks at
 * nothing but V8's own interrupts. Someone else has to watch the clock, and a thread that does costs 0.1 ms: only what
 * may take long is run so.
 * @throws TookTooLong
 */
export function withTimeLimit<T>(run: () => T): T {
  if (isWatched) return run();
  const vm = process.getBuiltinModule('node:vm');
  script ??= new vm.Script('globalThis[Symbol.for("drover.limited")]()');
  const holder = globalThis as unknown as Record<symbol, () => T>;
  holder[slot] = run;
  isWatched = true;
  try {
    return script.runInThisContext({ timeout: limits['regex-seconds'] * 1000 }) as T;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new TookTooLong();
    throw error;
  } finally {
    isWatched = false;
  }
}
