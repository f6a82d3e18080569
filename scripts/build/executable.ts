import { chmodSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { v8Flags } from './v8-flags.ts';

interface SeaOptions {
  targets: { nodeRange: string; platform: string; arch: string; output: string }[];
  nodePath: string;
  seaConfig: Record<string, unknown>;
}

type Sea = (main: string, options: SeaOptions) => Promise<void>;

/**
 * Puts a script and its assets into a copy of Node, which then runs the script. Of pkg only the function for simple
 * single executables is used: its command line would download a Node, and its virtual file system costs 45 ms.
 */
export async function makeExecutable(
  node: string,
  main: string,
  assets: Readonly<Record<string, string>>,
  output: string,
): Promise<void> {
  const require = createRequire(import.meta.url);
  const { default: sea }: { default: Sea } = require('@yao-pkg/pkg/lib-es5/sea.js');
  const { log }: { log: { info: (text: string) => void } } = require('@yao-pkg/pkg/lib-es5/log.js');
  log.info = () => undefined;
  const [major = ''] = process.versions.node.split('.');
  await sea(main, {
    targets: [{ nodeRange: `node${major}`, platform: 'linux', arch: 'x64', output }],
    nodePath: node,
    // NODE_OPTIONS of whoever calls is not for this program, and some would make V8 refuse the code cache.
    seaConfig: {
      disableExperimentalSEAWarning: true,
      useSnapshot: false,
      // The loader is ten lines, and Node would make their cache without our flags, then refuse it with a warning.
      useCodeCache: false,
      // One thread beside the main one: starting and ending the usual four takes 1.5 ms of a run.
      execArgv: [...v8Flags, '--v8-pool-size=1'],
      execArgvExtension: 'none',
      assets,
    },
  });
  chmodSync(output, 0o755);
}

/** Where in an executable the content of an asset begins: behind its name, each with its length in eight bytes before it. */
export function assetOffset(executable: string, name: string): number {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(name.length));
  const mark = Buffer.concat([length, Buffer.from(name)]);
  const found = readFileSync(executable).lastIndexOf(mark);
  if (found < 0) throw new Error(`The executable of ${statSync(executable).size} bytes has no asset "${name}"`);
  return found + mark.length + length.length;
}
