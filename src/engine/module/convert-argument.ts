import type { ArgType } from '../../core/args.ts';
import { booleanWord } from '../../core/boolean-word.ts';
import { expandVariables } from '../../core/expand-variables.ts';
import { toValue } from '../../core/value/convert.ts';
import { jsonText } from '../../core/value/json.ts';
import { text } from '../../core/value/text.ts';
import { type Dict, Float, type Value } from '../../core/value/types.ts';
import { opened } from '../../core/value/vaulted.ts';
import { humanSize } from './human-size.ts';

/** How paths of the managed machine are completed: `~`, `~user` and `$NAME`. */
export interface PathExpansion {
  home(user: string): string | undefined;
  environment(name: string): string | undefined;
}

/** A value that cannot be taken for the type asked for; `wanted` completes "it takes …". */
export class Unconvertible {
  readonly wanted: string;

  constructor(wanted: string) {
    this.wanted = wanted;
  }
}

/**
 * A task's value as the type its argument declares, converted as ansible-core 2.18.6 does: numbers and
 * booleans become strings, `yes`, `on`, `1` booleans, `"644"` an int, `a,b` a list, `k=v` a dict.
 */
export function convertArgument(type: ArgType, given: Value, paths: PathExpansion): unknown {
  const value = opened(given);
  switch (type) {
    case 'str':
      return stringOf(value);
    case 'path':
      return value === null ? new Unconvertible('a path') : expandPath(text(value), paths);
    case 'int':
      return intOf(value);
    case 'float':
      return floatOf(value);
    case 'bool':
      return booleanOf(value);
    case 'list':
      return listOf(value);
    case 'dict':
      return dictOf(value);
    case 'json':
    case 'jsonarg':
      return jsonOf(value);
    case 'bytes':
    case 'bits':
      return humanSize(text(value), type === 'bits') ?? new Unconvertible(`a size in ${type}, such as 10M`);
    case 'raw':
    case 'rest':
      return value;
  }
}

function stringOf(value: Value): unknown {
  return value === null ? new Unconvertible('a string') : text(value);
}

function intOf(value: Value): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return value;
  const number = value instanceof Float ? value.value : typeof value === 'string' ? decimal(value) : Number.NaN;
  return Number.isInteger(number) ? number : new Unconvertible('an int');
}

function floatOf(value: Value): unknown {
  if (value instanceof Float) return value.value;
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  const number = typeof value === 'string' ? decimal(value) : Number.NaN;
  return Number.isNaN(number) ? new Unconvertible('a number') : number;
}

function decimal(written: string): number {
  return /^\s*[+-]?(\d[\d_]*\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(written) ? Number(written.replaceAll('_', '')) : Number.NaN;
}

function booleanOf(value: Value): unknown {
  if (typeof value === 'boolean') return value;
  const word = value instanceof Float ? String(value.value) : text(value).toLowerCase().trim();
  return booleanWord(word) ?? new Unconvertible('a boolean (yes or no)');
}

function listOf(value: Value): unknown {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return value.split(',');
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' || value instanceof Float) {
    return [text(value)];
  }
  return new Unconvertible('a list');
}

function dictOf(value: Value): unknown {
  if (value instanceof Map) return value;
  if (typeof value !== 'string') return new Unconvertible('a mapping');
  return value.startsWith('{') ? jsonDict(value) : pairs(value);
}

function jsonDict(written: string): unknown {
  try {
    return toValue(JSON.parse(written));
  } catch (error) {
    if (error instanceof SyntaxError) return new Unconvertible('a mapping');
    throw error;
  }
}

/** `k=v, k2="v w"`: separated by commas or blanks, quotes and backslashes taken away. */
function pairs(written: string): unknown {
  const dict: Dict = new Map();
  for (const [field] of written.trim().matchAll(/(?:\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s,\\])+/g)) {
    const plain = field.replace(/\\(.)|["']/g, '$1');
    const at = plain.indexOf('=');
    if (at < 0) return new Unconvertible('a mapping, or k=v');
    dict.set(plain.slice(0, at), plain.slice(at + 1));
  }
  return dict.size > 0 ? dict : new Unconvertible('a mapping, or k=v');
}

function jsonOf(value: Value): unknown {
  if (typeof value === 'string') return value.trim();
  return Array.isArray(value) || value instanceof Map ? jsonText(value) : new Unconvertible('JSON');
}

/** `$NAME`, `${NAME}`, then `~` and `~user`; what is unknown stays as it is written. */
function expandPath(path: string, paths: PathExpansion): string {
  const filled = expandVariables(path, (name) => paths.environment(name));
  if (!filled.startsWith('~')) return filled;
  const end = filled.indexOf('/');
  const user = end < 0 ? filled.slice(1) : filled.slice(1, end);
  const home = paths.home(user);
  return home === undefined ? filled : (home === '/' ? '' : home) + (end < 0 ? '' : filled.slice(end)) || '/';
}
