import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { commit } from './commit.ts';
import { lateBuiltins } from './late-builtins.ts';
import { latePackages } from './late-packages.ts';
import { repository } from './repository.ts';

/** The program whole, and the part of it that runs on every machine: less to read is faster to start. */
export type BundlePart = 'whole' | 'machine';

/**
 * Makes one script of `src/main.ts` and everything it imports: a function that takes what CommonJS modules are given.
 * Returns the files that went in, relative to the repository.
 */
export async function makeBundle(outfile: string, part: BundlePart): Promise<string[]> {
  const plugins = part === 'machine' ? [lateBuiltins, latePackages, machineCommandsOnly] : [lateBuiltins];
  return await bundleOf(join(repository, 'src/main.ts'), outfile, plugins);
}

/** Makes one script of a package, in the same form. */
export async function makePackage(name: string, outfile: string): Promise<void> {
  await bundleOf(name, outfile, [lateBuiltins]);
}

async function bundleOf(entry: string, outfile: string, plugins: Plugin[]): Promise<string[]> {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const { metafile } = await build({
    absWorkingDir: repository,
    metafile: true,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    // Short names too: 3 ms less of a start. The map that the build keeps tells what a bug's stack trace means.
    minify: true,
    sourcemap: 'external',
    // ASCII only: V8 then holds the source with one byte a character, and reading it is one copy.
    charset: 'ascii',
    legalComments: 'none',
    supported: {
      // The executable has no module loader: `import('node:zlib')` becomes a `require` at the same place, as late as before.
      'dynamic-import': false,
      // Else esbuild writes `new RegExp('…')`, which is parsed at once; a literal waits for its first use.
      'regexp-unicode-property-escapes': true,
      'regexp-set-notation': true,
      'regexp-dot-all-flag': true,
      'regexp-lookbehind-assertions': true,
      'regexp-named-capture-groups': true,
      'regexp-match-indices': true,
    },
    define: {
      DROVER_VERSION: JSON.stringify(version),
      DROVER_COMMIT: JSON.stringify(commit()),
      'import.meta.dirname': '"/"',
    },
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
    // The build of yaml that is made of ES modules: of it only the lexer goes in.
    alias: { yaml: join(repository, 'node_modules/yaml/browser/dist/parse/lexer.js') },
    plugins,
    logLevel: 'warning',
  });
  assertAscii(readFileSync(outfile, 'utf8'));
  return Object.keys(metafile.inputs);
}

/** esbuild writes signs beyond ASCII as escapes in strings, but not in regular expressions and tagged templates. */
function assertAscii(source: string): void {
  const found = /[^\0-\x7f]+/.exec(source);
  if (found === null) return;
  const around = source.slice(Math.max(0, found.index - 60), found.index + 60);
  throw new Error(`The bundle holds "${found[0]}", which the executable would misread: write it as an escape in …${around}…`);
}

const machineCommandsOnly: Plugin = {
  name: 'machine-commands-only',
  setup: ({ onResolve }) => {
    const file = join(repository, 'src/cli/machine-commands.ts');
    onResolve({ filter: /^\.\/commands\.ts$/ }, ({ importer }) => (importer.endsWith('/cli/program.ts') ? { path: file } : null));
  },
};
