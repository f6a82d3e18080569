import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from './repository.ts';
import { v8Flags } from './v8-flags.ts';

interface Parts {
  /** The Node that the executable is made of: V8 takes a cache only from its like. */
  readonly node: string;
  readonly bundle: string;
  /** Where the cache of the bundle goes. */
  readonly cache: string;
  readonly addon: string;
  /** Packages that have scripts and caches of their own beside these. */
  readonly late: readonly string[];
}

/** Keeps the compiled code of a program's start. */
export function makeStartCache(parts: Parts): void {
  const result = run(parts, ['--version']);
  if (result.status !== 0) throw new Error(`Cannot start the program: ${result.stderr}`, { cause: result.error });
}

/**
 * Keeps the compiled code of the program's main job, a run with nothing to change, over the example fleet and what roles
 * commonly use. Where that cannot be done (no root), the cache holds the start of the program only.
 * @param whole the script with all commands, which compiles the fleet
 */
export function makeRunCache(parts: Parts, whole: string): void {
  if (warmUpRun(parts, whole)) return;
  console.log('build: the code cache holds the start of the program only');
  makeStartCache(parts);
}

function warmUpRun(parts: Parts, whole: string): boolean {
  const makeRoot = join(repository, 'test/support/host-root');
  if (process.getuid?.() !== 0 || !existsSync(makeRoot)) return false;
  const root = mkdtempSync(join(tmpdir(), 'drover-build-'));
  try {
    const made = spawnSync(makeRoot, [root], { encoding: 'utf8' });
    if (made.status !== 0) return refused('make a host root', made.stderr);
    copyFacts(root);
    const fleet = join(root, 'fleet');
    copyFleet(fleet);
    const compiled = run({ ...parts, bundle: whole, late: [] }, ['bundle', 'compile', '--bundle', fleet]);
    if (compiled.status !== 0) return refused('compile its fleet', compiled.stdout + compiled.stderr);
    // Most machines read the compiled form. What reads and checks sources is to be in the cache too.
    appendFileSync(join(fleet, play), '# changed since\n');
    const args = ['apply', '--bundle', fleet, '--play', play, '--root', root, '--host', 'node1', '--diff'];
    const first = run(parts, args);
    if (first.status !== 0) return refused('apply its play', first.stdout + first.stderr);
    const second = run(parts, args);
    return second.status === 0 && statSync(parts.cache).size > 0;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const play = 'scripts/build/warm-up/play.yml';

function copyFleet(to: string): void {
  for (const path of ['roles', 'inventory', 'site.yml', dirname(play)])
    cpSync(join(repository, path), join(to, path), { recursive: true });
}

/** What facts are read from, as this machine has it: a build may not be allowed to mount /proc in the root. */
function copyFacts(root: string): void {
  const net = ['route', 'fib_trie', 'ipv6_route', 'if_inet6'].map((name) => `net/${name}`);
  const files = ['cpuinfo', 'meminfo', 'mounts', 'cmdline', 'uptime', 'self/status', 'self/mountinfo', ...net];
  for (const path of files.map((name) => join('/proc', name)).filter((name) => existsSync(name))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), readFileSync(path));
  }
}

function run(parts: Parts, args: readonly string[]) {
  const warmUp = join(import.meta.dirname, 'warm-up/run.cjs');
  return spawnSync(parts.node, [...v8Flags, warmUp, parts.bundle, parts.cache, parts.addon, parts.late.join(','), ...args], {
    encoding: 'utf8',
    timeout: 60_000,
  });
}

function refused(what: string, output: string): false {
  console.log(`build: the warm-up could not ${what}: ${output.trim().split('\n').slice(-3).join(' | ')}`);
  return false;
}
