// Runs the bundled program as the executable does and keeps the code that V8 compiled meanwhile.
// usage: node warm-up.cjs DROVER.CJS CACHE ADDON [ARGUMENT …]
const { openSync, readFileSync, writeSync, closeSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

const [bundle, cache, addon, ...args] = process.argv.slice(2);
// Opened and read now: the program may change its root.
const output = openSync(cache, 'w');
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
const script = new Script(readFileSync(bundle, 'latin1'), { filename: 'drover.cjs' });
process.on('exit', () => {
  // V8 compares its flags when it takes the cache, so they have to be the usual ones here.
  setFlagsFromString('--flush-bytecode');
  writeSync(output, script.createCachedData());
  closeSync(output);
});
script.runInThisContext()(exports, require, module, __filename, __dirname);
