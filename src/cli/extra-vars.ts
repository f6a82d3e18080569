import { readFileSync } from 'node:fs';
import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { OpenVault } from '../core/value/vaulted.ts';
import { codeOf, reasonOf } from '../host/io-error.ts';
import { keyValue, splitWords } from '../language/key-value.ts';
import { yamlValue } from '../language/variables-file.ts';
import { isEncrypted } from '../language/vault/keyring.ts';

/**
 * The variables of `-e`, as ansible-playbook reads them: `k=v` words, YAML or JSON in braces or brackets, or `@FILE`.
 * @throws DroverError `USAGE`
 */
export function parseExtraVars(given: readonly string[], openVault: OpenVault): Map<string, Value> {
  const variables = new Map<string, Value>();
  for (const each of given) for (const [name, value] of readOne(each, openVault)) variables.set(name, value);
  return variables;
}

function readOne(given: string, openVault: OpenVault): [string, Value][] {
  if (given.startsWith('@')) return entries(yamlValue(readVariables(given.slice(1), openVault), given.slice(1)), given);
  if (given.startsWith('{') || given.startsWith('[')) return entries(yamlValue(given, '--extra-vars'), given);
  return splitWords(given).map((word) => {
    const pair = keyValue(word);
    if (pair === undefined)
      throw new DroverError('USAGE', `Cannot read the extra variable "${word}": it has no "="`, { hint: 'write NAME=VALUE' });
    return [pair.name, pair.value];
  });
}

function readVariables(path: string, openVault: OpenVault): string {
  const bytes = readBytes(path);
  if (!isEncrypted(bytes)) return bytes.toString('utf8');
  return Buffer.from(openVault(bytes.toString('latin1'), { what: `the file "${path}"` })).toString('utf8');
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    throw new DroverError('USAGE', `Cannot read the extra variables in "${path}": ${reasonOf(code)}`, { cause });
  }
}

function entries(value: Value, given: string): [string, Value][] {
  if (value instanceof Map) return [...value].map(([name, entry]) => [text(name), entry]);
  throw new DroverError('USAGE', `Cannot read the extra variables "${given}": a mapping is wanted`);
}
