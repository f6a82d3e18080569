import type { Plugin } from 'esbuild';

/**
 * Packages that many runs do not use: each is a script of its own in the executable. V8 keeps a record of every function of
 * a script, used or not, and these have nearly as many as the program itself.
 */
export const lateNames = ['execa', 'pino', 'undici'] as const;

/** Leaves such a package to the loader (`loader.cjs`). */
export const latePackages: Plugin = {
  name: 'late-packages',
  setup(build) {
    const filter = new RegExp(`^(${lateNames.join('|')})$`);
    build.onResolve({ filter }, ({ path, kind }) => (kind === 'dynamic-import' ? { path, namespace: 'late-package' } : null));
    build.onLoad({ filter: /^/, namespace: 'late-package' }, ({ path }) => ({
      contents: `module.exports = globalThis[Symbol.for('drover.package')]('${path}');`,
    }));
  },
};
