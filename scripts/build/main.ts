import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeBundle, makePackage } from './bundle.ts';
import { makeRunCache, makeStartCache } from './code-cache.ts';
import { command } from './command.ts';
import { assetOffset, makeExecutable } from './executable.ts';
import { inputsDigest } from './inputs.ts';
import { lateNames } from './late-packages.ts';
import { writeLicences } from './licences.ts';
import { dist, repository } from './repository.ts';
import { copySharedObjects } from './shared-objects.ts';
import { makeSmallNode } from './small-node.ts';

const executable = join(dist, 'drover');
const stamp = join(dist, '.inputs');
const digest = inputsDigest();
const isCurrent = existsSync(executable) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;

if (process.argv.includes('--if-changed') && isCurrent) console.log('build: dist/drover is current');
else await build();

async function build(): Promise<void> {
  mkdirSync(dist, { recursive: true });
  rmSync(stamp, { force: true });
  const work = mkdtempSync(join(dist, '.work-'));
  try {
    await buildIn(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  writeFileSync(stamp, digest);
  console.log(`build: ${command(executable, '--version').trim()} is in dist/drover`);
}

async function buildIn(work: string): Promise<void> {
  const node = join(work, 'node');
  const addon = join(repository, 'build/drover.node');
  const whole = { node, addon, late: [], bundle: join(work, 'drover.cjs'), cache: join(work, 'drover.cache') };
  const machine = { node, addon, late: lateNames, bundle: join(work, 'machine.cjs'), cache: join(work, 'machine.cache') };
  const made = join(work, 'made');
  command('sh', join(repository, 'scripts/build-addon'));
  makeSmallNode(node);
  writeLicences(await makeBundle(whole.bundle, 'whole'), join(dist, 'LICENCES.txt'));
  await makeBundle(machine.bundle, 'machine');
  for (const name of lateNames) await makePackage(name, join(work, `${name}.cjs`));
  for (const name of ['drover.cjs.map', 'machine.cjs.map']) copyFileSync(join(work, name), join(dist, name));
  makeStartCache(whole);
  makeRunCache(machine, whole.bundle);
  const late = lateNames.flatMap((name) => [join(work, `${name}.cjs`), join(work, `${name}.cache`)]);
  const files = [whole.bundle, whole.cache, machine.bundle, machine.cache, ...late, addon];
  await makeAligned(node, work, Object.fromEntries(files.map((file) => [basename(file), file])), made);
  copySharedObjects(made, join(dist, 'lib'));
  // A copy, since the injection leaves a file whose pages the kernel maps one by one: 2 ms more at each start.
  const copy = join(work, 'drover');
  copyFileSync(made, copy);
  // In one step: an executable that is running cannot be written to.
  renameSync(copy, executable);
}

/** V8 takes its cache where it lies if that is at a multiple of eight, and copies it otherwise: the loader is padded until it is. */
async function makeAligned(node: string, work: string, assets: Record<string, string>, made: string): Promise<void> {
  const loader = join(work, 'loader.cjs');
  const text = readFileSync(join(import.meta.dirname, 'loader.cjs'), 'utf8').trimEnd();
  for (let padding = 0, misplaced = 8; misplaced !== 0; padding = (8 - misplaced) % 8) {
    writeFileSync(loader, `${text}${'\n'.repeat(padding)}`);
    rmSync(made, { force: true });
    await makeExecutable(node, loader, assets, made);
    misplaced = assetOffset(made, 'machine.cache') % 8;
  }
}
