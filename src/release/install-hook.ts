import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DroverError } from '../core/errors.ts';
import { shellQuote } from '../core/shell-quote.ts';
import type { HookType } from './ref-updates.ts';

export interface HookWishes {
  readonly type: HookType;
  /** Branch that is released. */
  readonly branch: string;
  /** Seconds that a push waits at most. */
  readonly wait: number;
  readonly check: boolean;
  /** This program, as words of a command line. */
  readonly program: readonly string[];
}

const mark = '# Made by drover hook install';

/**
 * Writes the hook into the directory of hooks; an older one of Drover's is replaced.
 * @returns its path
 * @throws DroverError `HOOK_FOREIGN` where there is another's hook
 */
export function installHook(directory: string, wishes: HookWishes): string {
  const path = join(directory, wishes.type);
  const command = hookCommand(wishes);
  const there = textOf(path);
  if (there !== undefined && !there.includes(mark)) {
    throw new DroverError('HOOK_FOREIGN', `Cannot install the ${wishes.type} hook: ${path} is there and not Drover's`, {
      hint: `let it run this, with its own standard input: ${command}`,
    });
  }
  mkdirSync(directory, { recursive: true });
  writeFileSync(`${path}.new`, hookText(command), { mode: 0o755 });
  renameSync(`${path}.new`, path);
  return path;
}

function hookCommand({ type, branch, wait, check, program }: HookWishes): string {
  const flags = ['--branch', branch, '--wait', String(wait), ...(check ? ['--check'] : [])];
  return [...program, 'hook', 'run', type, ...flags].map(shellQuote).join(' ');
}

function hookText(command: string): string {
  return `#!/bin/sh
${mark}, which also changes it: releases what is pushed and dispatches what changed.
# NOMAD_ADDR, NOMAD_TOKEN, DROVER_REGISTRY_PASSWORD and the like may stand in the file drover.env beside this one.
settings=\${0%/*}/drover.env
if [ -r "$settings" ]; then set -a; . "$settings"; set +a; fi
exec ${command}
`;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
