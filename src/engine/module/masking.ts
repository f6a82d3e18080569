import type { AnyModule } from '../../core/module.ts';
import { Bytes } from '../../core/value/collections.ts';
import { PyObject } from '../../core/value/types.ts';
import { signatureOf } from './signature.ts';

const whole = 'VALUE_SPECIFIED_IN_NO_LOG_PARAMETER';
const part = '********';

/** Replaces secret texts in a result, a diff or a list of changes. */
export type Mask = <T>(value: T) => T;

const nothing: Mask = (value) => value;

/**
 * A function that hides the values of a module's secret arguments, as Ansible does for `no_log` arguments:
 * a text that is one of them becomes a word that says so, and stars where it is part of a longer text.
 */
export function masking(module: AnyModule, args: Readonly<Record<string, unknown>>): Mask {
  const names = signatureOf(module).secret;
  if (names.length === 0) return nothing;
  const secrets = new Set<string>();
  for (const name of names) collect(args[name], secrets);
  return secrets.size === 0 ? nothing : maskOf(secrets, whole);
}

/** A function that puts stars in the place of secrets, whatever holds them. */
export function hiding(secrets: ReadonlySet<string>): Mask {
  return maskOf(secrets, part);
}

function collect(value: unknown, secrets: Set<string>): void {
  if (typeof value === 'string' && value !== '') secrets.add(value);
  else if (typeof value === 'number' || typeof value === 'bigint') secrets.add(String(value));
  else if (Array.isArray(value)) for (const item of value) collect(item, secrets);
  else if (value instanceof Map) for (const item of value.values()) collect(item, secrets);
}

interface Secrets {
  /** The longest first. */
  readonly texts: readonly string[];
  /** What stands for a value that is nothing but a secret. */
  readonly alone: string;
}

function maskOf(secrets: ReadonlySet<string>, alone: string): Mask {
  const texts = [...secrets].sort((a, b) => b.length - a.length);
  return (value) => masked(value, { texts, alone }) as typeof value;
}

function masked(value: unknown, secrets: Secrets): unknown {
  const { texts, alone } = secrets;
  if (typeof value === 'string') return maskedText(value, secrets);
  if (typeof value === 'number' || typeof value === 'bigint') return texts.includes(String(value)) ? alone : value;
  if (value instanceof Uint8Array || value instanceof Bytes) return hidesIn(value, texts) ? alone : value;
  return typeof value === 'object' && value !== null && !(value instanceof PyObject) ? maskedEntries(value, secrets) : value;
}

function maskedText(text: string, { texts, alone }: Secrets): string {
  return texts.includes(text) ? alone : texts.reduce((left, secret) => left.replaceAll(secret, part), text);
}

function maskedEntries(value: object, secrets: Secrets): unknown {
  if (Array.isArray(value)) return value.map((item) => masked(item, secrets));
  if (value instanceof Map) return new Map([...value].map(([key, entry]) => [key, masked(entry, secrets)]));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, masked(entry, secrets)]));
}

function hidesIn(value: Uint8Array | Bytes, secrets: readonly string[]): boolean {
  const data = Buffer.from(value instanceof Bytes ? value.data : value);
  return secrets.some((secret) => data.includes(secret));
}
