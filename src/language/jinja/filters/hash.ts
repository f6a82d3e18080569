import { text } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { crypto } from '../python/node-crypto.ts';
import { passwordHash } from './password-hash.ts';

/** ansible-core 2.18.6's filters for encodings and checksums. */
export const hashFilters: Readonly<Record<string, Filter>> = {
  b64encode: (value, call) => encode(value, call).toString('base64'),
  b64decode,
  md5: (value) => digest('md5', text(value)),
  sha1: (value) => digest('sha1', text(value)),
  checksum: (value) => digest('sha1', text(value)),
  hash: (value, call) => {
    const [algorithm = 'sha1'] = bind(call, { hashtype: 'sha1' });
    return digest(hashName(text(algorithm)), text(value));
  },
  to_uuid: toUuid,
  password_hash: passwordHash,
};

const encodings: Readonly<Record<string, BufferEncoding>> = {
  utf8: 'utf8',
  ascii: 'ascii',
  utf16le: 'utf16le',
  latin1: 'latin1',
  iso88591: 'latin1',
};

function encodingOf(call: Call): { encoding: BufferEncoding; mark: boolean } {
  const [name = 'utf-8'] = bind(call, { encoding: 'utf-8' });
  const plain = text(name).toLowerCase().replace(/[-_]/g, '');
  const mark = plain === 'utf16';
  const encoding = encodings[mark ? 'utf16le' : plain];
  if (encoding === undefined) throw failure('encode a text', `unknown encoding: ${text(name)}`);
  return { encoding, mark };
}

function encode(value: Value, call: Call): Buffer {
  const { encoding, mark } = encodingOf(call);
  return Buffer.from((mark ? '\ufeff' : '') + text(value), encoding);
}

function b64decode(value: Value, call: Call): Value {
  const { encoding } = encodingOf(call);
  const digits = text(value).replace(/[^A-Za-z0-9+/=]/g, '');
  const [body = ''] = digits.split('=');
  const padding = digits.length - body.length;
  if (body.length % 4 === 1 || (body.length % 4 !== 0 && padding < 4 - (body.length % 4))) {
    throw failure('decode base64', 'Incorrect padding');
  }
  const bytes = Buffer.from(body, 'base64');
  if (encoding !== 'utf8') return bytes.toString(encoding).replace(/^\ufeff/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw failure('decode base64', 'the bytes are no text in UTF-8', error);
  }
}

function digest(algorithm: string, source: string): string {
  return crypto().createHash(algorithm).update(source, 'utf8').digest('hex');
}

/** Python's name of an algorithm as Node has it. */
function hashName(name: string): string {
  const plain = name.toLowerCase().replaceAll('_', '-');
  const known = [plain, plain.replace(/^blake2([bs])$/, (_, kind: string) => `blake2${kind}${kind === 'b' ? '512' : '256'}`)];
  const found = known.find((candidate) =>
    crypto()
      .getHashes()
      .some((hash) => hash.toLowerCase() === candidate),
  );
  if (found === undefined) throw failure('hash a text', `unsupported hash type ${name}`);
  return found;
}

/** Ansible's own namespace for `to_uuid`. */
const ansibleNamespace = '361E6D51-FAEC-444A-9079-341386DA8E2E';

function toUuid(value: Value, call: Call): Value {
  const [namespace = ansibleNamespace] = bind(call, { namespace: ansibleNamespace });
  const hex = stringOnly(namespace, 'make a UUID').replace(/^urn:|uuid:|[{}-]/g, '');
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw failure('make a UUID', `Invalid value '${text(namespace)}' for 'namespace'`);
  const hash = crypto().createHash('sha1').update(Buffer.from(hex, 'hex')).update(text(value), 'utf8').digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
