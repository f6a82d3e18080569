import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { drover, kit, missingForParity } from './prerequisites.ts';

const repository = resolve(import.meta.dirname, '../..');
const trees = join(import.meta.dirname, 'trees');
/** Roots in memory: a comparison makes three of them and reads every file of each five times. */
const work = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : '/tmp', 'drover-trees.'));
const minutes = 60_000;

interface Tree {
  readonly name: string;
  readonly folder: string;
  readonly host: string;
  readonly arguments: readonly string[];
}

/** A tree may bring `arguments.json` (options of the kit) and `prepare` (a shell script for its fresh roots). */
function smallTree(name: string): Tree {
  const folder = join(trees, name);
  const read = (file: string): string | undefined =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined;
  const prepare = read('prepare');
  const own: string[] = JSON.parse(read('arguments.json') ?? '[]');
  return { name, folder, host: 'node1', arguments: [...own, ...(prepare === undefined ? [] : ['--prepare', prepare])] };
}

function fleets(): Tree[] {
  const bench = resolve(repository, '../shared/bench/fleet');
  // Made from /proc/sys/kernel/random/uuid by the tree itself.
  const random = ['--ignore-bytes', '/var/lib/nomad/host-id'];
  return ['node1', 'core'].flatMap((host) => [
    { name: `the example fleet, ${host}`, folder: repository, host, arguments: [] },
    { name: `the bench fleet, ${host}`, folder: bench, host, arguments: random },
  ]);
}

async function compare(tree: Tree): Promise<string> {
  const options = ['--drover', drover, '--tree', tree.folder, '--host', tree.host, '--work', work, ...tree.arguments];
  const { stdout } = await promisify(execFile)(kit, options, { maxBuffer: 64 * 1024 * 1024 }).catch((error) => {
    if (typeof error.code !== 'number') throw error;
    return { stdout: `${error.stdout}\n${error.stderr}` };
  });
  return stdout.replace(/\nnot compared:[\s\S]*?\n\n/, '\n');
}

const missing = missingForParity();
if (missing.length > 0) {
  console.warn(`\nNOT COMPARED with real Ansible: ${missing.join('; ')} missing\n`);
}

describe.skipIf(missing.length > 0)('A tree that real Ansible and Drover apply', () => {
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  const all = [...readdirSync(trees).sort().map(smallTree), ...fleets()];
  it.each(all)('ends the same: $name', { timeout: 5 * minutes }, async (tree) => {
    const report = await compare(tree);
    expect(report.trimEnd().split('\n').at(-1), report).toBe(`${tree.folder}: equal`);
  });
});
