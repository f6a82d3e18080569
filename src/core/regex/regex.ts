import { failure } from './failure.ts';
import type { RegexFlags } from './regex-flags.ts';
import { translatePattern } from './regex-translate.ts';

export interface Pattern {
  readonly regex: RegExp;
  readonly groups: number;
  /** Names of the groups with their numbers. */
  readonly names: ReadonlyMap<string, number>;
}

const compiled = new Map<string, Pattern>();

/**
 * A Python `re` pattern as a global JavaScript one; kept for the next use.
 * @throws DroverError `TEMPLATE_FAILED` where Python's `re.compile` fails, and for what JavaScript cannot express
 */
export function compilePattern(source: string, flags: RegexFlags = {}): Pattern {
  const key = `${flags.ignoreCase === true ? 'i' : ''}${flags.multiline === true ? 'm' : ''}/${source}`;
  let pattern = compiled.get(key);
  if (pattern === undefined) {
    pattern = compile(source, flags);
    compiled.set(key, pattern);
  }
  pattern.regex.lastIndex = 0;
  return pattern;
}

function compile(source: string, flags: RegexFlags): Pattern {
  const translated = translatePattern(source, flags);
  try {
    const regex = new RegExp(translated.source, translated.ignoreCase ? 'gvi' : 'gv');
    return { regex, groups: translated.groups, names: translated.names };
  } catch (error) {
    throw failure(`use the pattern '${source}'`, error instanceof Error ? error.message : String(error), error);
  }
}

/** Python's `re.search`. */
export function search(pattern: Pattern, text: string): RegExpExecArray | null {
  pattern.regex.lastIndex = 0;
  return pattern.regex.exec(text);
}

/** Python's `re.match`: at the start of the text. */
export function matchStart(pattern: Pattern, text: string): RegExpExecArray | null {
  pattern.regex.lastIndex = 0;
  const sticky = new RegExp(pattern.regex.source, `${pattern.regex.flags.replace('g', '')}y`);
  return sticky.exec(text);
}

/** Python's `re.fullmatch`. */
export function matchWhole(pattern: Pattern, text: string): RegExpExecArray | null {
  return new RegExp(`^(?:${pattern.regex.source})$`, pattern.regex.flags.replace('g', '')).exec(text);
}

/** A group of a match by number or name; undefined for one that took no part. */
export function groupOf(pattern: Pattern, match: RegExpExecArray, group: number | string): string | undefined {
  const number = typeof group === 'number' ? group : /^\d+$/.test(group) ? Number(group) : pattern.names.get(group);
  if (number === undefined || number > pattern.groups) throw failure('read a group of a match', 'no such group');
  return match[number];
}
