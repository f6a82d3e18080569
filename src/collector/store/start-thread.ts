import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';

/** The words that start the writer in a thread of this program; no command for people. */
const words = ['collector', 'writer'];

/** MiB for the writer. A batch has room in the old generation; a small young one is swept more often, which costs little. */
const memory = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 12 };

/**
 * Starts this same program in a thread, as the writer. The executable has no files to start a thread from: there it gets
 * the text of the program.
 */
export async function startThread(database: string): Promise<Worker> {
  const { Worker } = await import('node:worker_threads');
  const sea = await import('node:sea');
  const options = { argv: words, workerData: { database }, resourceLimits: memory };
  if (!sea.isSea()) return new Worker(join(import.meta.dirname, '../../main.ts'), options);
  const program = Buffer.from(sea.getRawAsset('drover.cjs')).toString('latin1');
  return new Worker(`${program}(exports, require, module, __filename, __dirname);`, { ...options, eval: true });
}
