import { Bytes } from '../../core/value/collections.ts';
import { type Value, Verbatim } from '../../core/value/types.ts';
import type { ImplicitTag } from './resolve.ts';

/** The kind of node a known tag wants, for messages; undefined for an unknown tag. */
export function constructible(name: string): 'scalar' | 'sequence' | 'mapping' | undefined {
  const short = name.replace(/^!!/, '');
  if (isImplicitTag(short) || ['str', 'binary', '!vault', '!vault-encrypted'].includes(short)) return 'scalar';
  if (['seq', 'omap', 'pairs'].includes(short)) return 'sequence';
  return ['map', 'set'].includes(short) ? 'mapping' : undefined;
}

export function isImplicitTag(name: string): name is ImplicitTag {
  return name === 'bool' || name === 'int' || name === 'float' || name === 'null' || name === 'timestamp';
}

/** `!unsafe`: text that is never a template. */
export function wrapUnsafe(text: string): Value {
  return new Verbatim(text);
}

/** Bytes of base64 text as Python's `decodebytes` takes it: other characters are skipped; undefined for a wrong length. */
export function binaryValue(text: string): Bytes | undefined {
  const digits = text.replace(/[^A-Za-z0-9+/=]/g, '');
  const body = digits.replace(/=+$/, '');
  const missing = (4 - (body.length % 4)) % 4;
  if (body.includes('=') || missing === 3 || digits.length - body.length < missing) return undefined;
  return new Bytes(new Uint8Array(Buffer.from(body, 'base64')));
}
