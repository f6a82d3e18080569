// Runs the bundled program as the executable does and keeps the code that V8 compiled meanwhile.
// usage: node run.cjs DROVER.CJS CACHE ADDON PACKAGE,… [ARGUMENT …]
const { openSync, readFileSync, writeSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

const [bundle, cache, addon, late, ...args] = process.argv.slice(2);
// Opened and read now: the program may change its root.
const outputs = { program: openSync(cache, 'w') };
const packages = {};
for (const name of late === '' ? [] : late.split(',')) {
  outputs[name] = openSync(join(dirname(cache), `${name}.cache`), 'w');
  packages[name] = readFileSync(join(dirname(bundle), `${name}.cjs`), 'latin1');
}
const assets = { 'drover.node': readFileSync(addon) };
const sea = {
  isSea: () => true,
  getAssetKeys: () => Object.keys(assets),
  getRawAsset: (name) => new Uint8Array(assets[name]).buffer,
};
const builtin = process.getBuiltinModule;
process.getBuiltinModule = (name) => (name === 'node:sea' ? sea : builtin(name));
process.argv = [process.execPath, process.execPath, ...args];

// Code that has not run for a while would be dropped.
setFlagsFromString('--no-flush-bytecode');
const scripts = {};
process.on('exit', () => {
  // V8 compares its flags when it takes the cache, so they have to be the usual ones here.
  setFlagsFromString('--flush-bytecode');
  for (const [name, output] of Object.entries(outputs)) {
    const script = scripts[name] ?? new Script(packages[name], { filename: `${name}.cjs` });
    writeSync(output, script.createCachedData());
  }
});
globalThis[Symbol.for('drover.package')] = (name) => run(name, packages[name], { exports: {} });
run('program', readFileSync(bundle, 'latin1'), module);

function run(name, source, made) {
  scripts[name] = new Script(source, { filename: `${name}.cjs` });
  scripts[name].runInThisContext()(made.exports, require, made, __filename, __dirname);
  return made.exports;
}
