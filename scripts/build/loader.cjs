// What the executable starts: it runs the program with the compiled code that the build's warm-up kept.
// Node's own `useCodeCache` keeps only functions that run at load; this one keeps all that a run needs.
const { getRawAsset } = require('node:sea');
const { Script } = require('node:vm');

// What runs on every machine has a script of its own: a third of the whole.
const program = ['apply', 'agent', '--version'].includes(process.argv[2]) ? 'machine' : 'drover';
// So have packages that few runs use.
globalThis[Symbol.for('drover.package')] = (name) => run(name, { exports: {} });
run(program, module);

function run(name, made) {
  const source = Buffer.from(getRawAsset(`${name}.cjs`)).latin1Slice();
  const cachedData = Buffer.from(getRawAsset(`${name}.cache`));
  // A cache that V8 refuses (other flags in NODE_OPTIONS) costs time and nothing else.
  const script = new Script(source, { filename: `${name}.cjs`, cachedData });
  script.runInThisContext()(made.exports, require, made, __filename, __dirname);
  return made.exports;
}
