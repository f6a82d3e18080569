import { beyond, limits } from '../limits.ts';
import { failure } from './failure.ts';
import { type RegexCost, regexCost, regexSteps } from './regex-cost.ts';
import type { RegexFlags } from './regex-flags.ts';
import { translatePattern } from './regex-translate.ts';
import { TookTooLong, withTimeLimit } from './time-limit.ts';

export interface Pattern {
  /** As Python writes it. */
  readonly source: string;
  readonly regex: RegExp;
  readonly groups: number;
  /** Names of the groups with their numbers. */
  readonly names: ReadonlyMap<string, number>;
  readonly cost: RegexCost;
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
    return { source, regex, groups: translated.groups, names: translated.names, cost: regexCost(translated.source) };
  } catch (error) {
    throw failure(`use the pattern '${source}'`, error instanceof Error ? error.message : String(error), error);
  }
}

/** As many steps take half a second. */
const manySteps = 1e8;

/**
 * Uses a pattern on a text. Where that may take long, someone watches the clock.
 * @throws DroverError `TEMPLATE_FAILED` beyond the limit "regex-seconds"
 */
export function within<T>({ source, cost }: Pattern, text: string, use: () => T): T {
  if (regexSteps(cost, text.length) < manySteps) return use();
  try {
    return withTimeLimit(use);
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    const seconds = limits['regex-seconds'];
    const what = `Cannot use the pattern '${source}': it takes more than ${seconds} s on ${text.length} characters`;
    throw beyond('regex-seconds', what, error);
  }
}

/** Python's `re.search`. */
export function search(pattern: Pattern, text: string): RegExpExecArray | null {
  pattern.regex.lastIndex = 0;
  return within(pattern, text, () => pattern.regex.exec(text));
}

/** Python's `re.match`: at the start of the text. */
export function matchStart(pattern: Pattern, text: string): RegExpExecArray | null {
  pattern.regex.lastIndex = 0;
  const sticky = new RegExp(pattern.regex.source, `${pattern.regex.flags.replace('g', '')}y`);
  return within(pattern, text, () => sticky.exec(text));
}

/** Python's `re.fullmatch`. */
export function matchWhole(pattern: Pattern, text: string): RegExpExecArray | null {
  const whole = new RegExp(`^(?:${pattern.regex.source})$`, pattern.regex.flags.replace('g', ''));
  return within(pattern, text, () => whole.exec(text));
}

/** Python's `re.finditer`. */
export function allMatches(pattern: Pattern, text: string): RegExpExecArray[] {
  pattern.regex.lastIndex = 0;
  return within(pattern, text, () => Array.from(text.matchAll(pattern.regex)));
}

/** A group of a match by number or name; undefined for one that took no part. */
export function groupOf(pattern: Pattern, match: RegExpExecArray, group: number | string): string | undefined {
  const number = typeof group === 'number' ? group : /^\d+$/.test(group) ? Number(group) : pattern.names.get(group);
  if (number === undefined || number > pattern.groups) throw failure('read a group of a match', 'no such group');
  return match[number];
}
