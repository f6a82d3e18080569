import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failed } from './failed.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Runs a command with a directory of its own, which is removed when all is said: what is said of an error shows lines of files
 * in it.
 * @param name of the command
 */
export async function inWorkDirectory(
  name: string,
  surroundings: Surroundings,
  run: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), `drover-${name}.`));
  try {
    await run(directory);
  } catch (error) {
    surroundings.exitWith(failed(error, [name], surroundings));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
