import { Float, integer, type Value } from '../../core/value/types.ts';
import { parseTimestamp } from './timestamp.ts';

/** The tags that PyYAML gives untagged plain text, as their short names. */
export type ImplicitTag = 'str' | 'bool' | 'int' | 'float' | 'null' | 'timestamp' | 'merge' | 'value';

const bools: Readonly<Record<string, boolean>> = { yes: true, true: true, on: true, no: false, false: false, off: false };
const boolPattern = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const intPattern =
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const floatPattern =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const timestampPattern =
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;

/** What plain text without a tag is, as PyYAML 6.0.3's resolver for YAML 1.1 decides: by the first character, then by pattern. */
export function implicitTag(text: string): ImplicitTag {
  const code = text.charCodeAt(0);
  if (Number.isNaN(code)) return 'null';
  if (code === 43 || code === 45 || code === 46 || (code >= 48 && code <= 57)) return numberTag(text);
  if (text.length > 5) return 'str';
  if (text === '~' || text === 'null' || text === 'Null' || text === 'NULL') return 'null';
  if (text === '<<') return 'merge';
  if (text === '=') return 'value';
  return boolPattern.test(text) ? 'bool' : 'str';
}

function numberTag(text: string): ImplicitTag {
  if (floatPattern.test(text)) return 'float';
  if (intPattern.test(text)) return 'int';
  return timestampPattern.test(text) ? 'timestamp' : 'str';
}

/** The value of a scalar of that tag; undefined where the text is not one. */
export function construct(tag: ImplicitTag, text: string): Value | undefined {
  if (tag === 'str') return text;
  if (tag === 'null') return null;
  if (tag === 'bool') return bools[text.toLowerCase()];
  if (tag === 'int') return intValue(text);
  if (tag === 'float') return floatValue(text);
  return tag === 'timestamp' && timestampPattern.test(text) ? parseTimestamp(text) : undefined;
}

function intValue(text: string): number | bigint | undefined {
  const digits = text.replaceAll('_', '');
  const negative = digits[0] === '-';
  const size = sizeOf(negative || digits[0] === '+' ? digits.slice(1) : digits);
  if (size === undefined) return undefined;
  return integer(negative ? -size : size);
}

function sizeOf(digits: string): bigint | number | undefined {
  if (/^[1-9][0-9]{0,14}$/.test(digits)) return Number(digits);
  if (/^0b[01]+$|^0x[0-9a-fA-F]+$|^(?:0|[1-9][0-9]*)$/.test(digits)) return BigInt(digits);
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits}`);
  if (!/^\d+(?::\d+)+$/.test(digits)) return undefined;
  return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
}

function floatValue(text: string): Float | undefined {
  const lower = text.replaceAll('_', '').toLowerCase();
  const negative = lower[0] === '-';
  const digits = negative || lower[0] === '+' ? lower.slice(1) : lower;
  const size = floatSize(digits);
  return size === undefined ? undefined : new Float(negative ? -size : size);
}

function floatSize(digits: string): number | undefined {
  if (digits === '.inf') return Number.POSITIVE_INFINITY;
  if (digits === '.nan') return Number.NaN;
  if (digits.includes(':')) {
    let base = 1;
    let sum = 0;
    for (const part of digits.split(':').reverse()) {
      sum += Number(part) * base;
      base *= 60;
    }
    return Number.isNaN(sum) ? undefined : sum;
  }
  return /^(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/.test(digits) ? Number(digits) : undefined;
}
