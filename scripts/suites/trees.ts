import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { repository } from '../build/repository.ts';
import { noKit, sharedKit } from './shared.ts';
import { type Counts, type Suite, skip, sum } from './suite.ts';

interface Case {
  readonly tree: string;
  readonly host: string;
  readonly flags: readonly string[];
}

/** Nomad's random identity; the Nomad roles and the shared fleet make one on each host. */
const randomId = ['--ignore-bytes', '/var/lib/nomad/host-id'];

/** Whole trees, applied by real Ansible and by the executable to equal roots: every file and result has to be the same. */
export const treesSuite: Suite = { name: 'parity of whole trees', run: runTrees };

async function runTrees(): Promise<Counts> {
  const kit = sharedKit();
  if (kit === undefined) return skip(noKit);
  if (process.getuid?.() !== 0) return skip('it needs root for its host roots');
  const waiting = [...kitCases(kit), ...ownCases()];
  // The first one alone: it makes what all of them use, Ansible's environment and the base of the roots.
  const first = waiting.shift();
  const counts: Counts[] = first === undefined ? [] : [await compare(kit, first)];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) counts.push(await compare(kit, next));
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  return sum(counts);
}

function kitCases(kit: string): Case[] {
  return ['node1', 'core'].map((host) => ({ tree: join(kit, 'bench/fleet'), host, flags: randomId }));
}

/** The example fleet, and every folder of test/parity/trees; its `arguments.json` lists further flags. */
function ownCases(): Case[] {
  const trees = join(repository, 'test/parity/trees');
  const names = existsSync(trees) ? readdirSync(trees).sort() : [];
  const small = names.map((name) => join(trees, name)).filter((tree) => existsSync(join(tree, 'site.yml')));
  return [
    ...['node1', 'core'].map((host) => ({ tree: repository, host, flags: randomId })),
    ...small.map((tree) => ({ tree, host: 'node1', flags: readFlags(join(tree, 'arguments.json')) })),
  ];
}

function readFlags(path: string): string[] {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}

/** In memory and in the repository, which the commands in some `arguments.json` expect. */
function compare(kit: string, { tree, host, flags }: Case): Promise<Counts> {
  const work = existsSync('/dev/shm') ? ['--work', '/dev/shm'] : [];
  const args = ['--drover', join(repository, 'dist/drover'), '--tree', tree, '--host', host, ...work, ...flags];
  return new Promise((resolve) => {
    execFile(
      join(kit, 'parity/tree/diff-run'),
      args,
      { cwd: repository, encoding: 'utf8', maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => {
        console.log(`${error === null ? 'equal ' : 'FAILED'} ${tree} on ${host}`);
        if (error !== null) console.log(stdout + stderr);
        resolve({ passed: Number(error === null), failed: Number(error !== null), skipped: 0 });
      },
    );
  });
}
