type Crypto = typeof import('node:crypto');

let loaded: Crypto | undefined;

/** Node's cryptography, loaded when it is first needed: it costs milliseconds that most runs need not spend. */
export function crypto(): Crypto {
  loaded ??= process.getBuiltinModule('node:crypto');
  return loaded;
}
