import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/** Parts of Node that take up to 6 ms to load and that many runs do not use, though some file imports them at its top. */
const late = ['child_process', 'crypto', 'dns', 'dns/promises', 'net', 'os', 'timers/promises', 'zlib'];

/**
 * Puts off the loading of the heavy parts of Node until the first call of one of their functions. The files' own `import`
 * statements stay as they are. What is neither a function nor an object cannot wait: such constants load the part at once.
 */
export const lateBuiltins: Plugin = {
  name: 'late-builtins',
  setup(build) {
    const filter = new RegExp(`^(node:)?(${late.join('|')})$`);
    build.onResolve({ filter }, ({ path, kind }) => {
      const isImport = kind === 'import-statement' || kind === 'dynamic-import';
      return isImport ? { path: path.replace('node:', ''), namespace: 'late', sideEffects: false } : null;
    });
    build.onLoad({ filter: /^/, namespace: 'late' }, ({ path }) => ({ contents: standIn(path) }));
    // `import fs from 'node:fs'` would look at each of its properties, which loads those that Node loads late by itself.
    build.onResolve({ filter: /^node:(fs|path|process)$/ }, ({ path, importer }) =>
      importer.includes('/node_modules/commander/') ? { path, namespace: 'whole' } : null,
    );
    build.onLoad({ filter: /^/, namespace: 'whole' }, ({ path }) => ({
      contents: `export default process.getBuiltinModule('${path}');`,
    }));
  },
};

function standIn(name: string): string {
  const real = `process.getBuiltinModule('node:${name}')`;
  const exports = Object.entries(createRequire(import.meta.url)(`node:${name}`)).map(([key, value]) => {
    if (typeof value === 'object') return `export const ${key} = /* @__PURE__ */ ${forwarding(`${real}.${key}`)};`;
    if (typeof value !== 'function') return `export const ${key} = /* @__PURE__ */ (() => ${real}.${key})();`;
    return `export function ${key}(...args) {
      return new.target ? Reflect.construct(${real}.${key}, args) : ${real}.${key}(...args);
    }`;
  });
  return `${exports.join('\n')}\nexport default ${forwarding(real)};`;
}

function forwarding(real: string): string {
  return `new Proxy({}, { get: (_, key) => ${real}[key] })`;
}
