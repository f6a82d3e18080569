import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something holds. @throws Error that names it after so many milliseconds */
export async function waitFor(what: string, holds: () => Promise<boolean>, milliseconds = 30_000): Promise<void> {
  for (const end = Date.now() + milliseconds; !(await holds()); await pause(50)) {
    if (Date.now() > end) throw new Error(`${what}: not there after ${milliseconds / 1000} s`);
  }
}
