import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { repository } from '../build/repository.ts';

/** The kit of corpus, parity and bench that lies beside the checkout (or at `DROVER_SHARED`); undefined where it does not. */
export function sharedKit(): string | undefined {
  const path = resolve(repository, process.env['DROVER_SHARED'] ?? '../shared');
  return existsSync(path) ? path : undefined;
}

export const noKit = 'there is no ../shared (set DROVER_SHARED to where it lies)';
