import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { commit } from './commit.ts';
import { repository } from './repository.ts';

/** Makes one CommonJS file of `src/main.ts` and everything it imports; a lazy `import()` stays lazy inside it. */
export async function bundle(outfile: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  await build({
    entryPoints: [join(repository, 'src/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    minify: true,
    // ASCII only: V8 then holds the source with one byte a character, and reading it is one copy.
    charset: 'ascii',
    legalComments: 'none',
    // The executable has no module loader for files: `import('node:zlib')` becomes `require`.
    supported: { 'dynamic-import': false },
    define: { DROVER_VERSION: JSON.stringify(version), DROVER_COMMIT: JSON.stringify(commit()) },
    logLevel: 'warning',
  });
}
