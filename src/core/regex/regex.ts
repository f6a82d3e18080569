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
  /** Whether the groups are called `g1`, `g2` …, since there are others between them. */
  readonly named: boolean;
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
    const { groups, names, named } = translated;
    return { source, regex, groups, names, named, cost: regexCost(translated.source) };
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

/** A match with the pattern's own groups. */
function ownGroups({ named, groups }: Pattern, match: RegExpExecArray): RegExpExecArray {
  if (!named) return match;
  const own = Array.from({ length: groups }, (_, i) => match.groups?.[`g${i + 1}`]);
  return Object.assign([match[0], ...own], { index: match.index, input: match.input }) as RegExpExecArray;
}

function found(pattern: Pattern, regex: RegExp, text: string): RegExpExecArray | null {
  const match = within(pattern, text, () => regex.exec(text));
  return match && ownGroups(pattern, match);
}

/** Python's `re.search`. */
export function search(pattern: Pattern, text: string): RegExpExecArray | null {
  pattern.regex.lastIndex = 0;
  return found(pattern, pattern.regex, text);
}

/** Python's `re.match`: at the start of the text. */
export function matchStart(pattern: Pattern, text: string): RegExpExecArray | null {
  return found(pattern, new RegExp(pattern.regex.source, `${pattern.regex.flags.replace('g', '')}y`), text);
}

/** Python's `re.fullmatch`. */
export function matchWhole(pattern: Pattern, text: string): RegExpExecArray | null {
  return found(pattern, new RegExp(`^(?:${pattern.regex.source})$`, pattern.regex.flags.replace('g', '')), text);
}

/** Python's `re.finditer`. */
export function allMatches(pattern: Pattern, text: string): RegExpExecArray[] {
  pattern.regex.lastIndex = 0;
  const matches = within(pattern, text, () => Array.from(text.matchAll(pattern.regex)));
  return pattern.named ? matches.map((match) => ownGroups(pattern, match)) : matches;
}

/** Where the first match has a group, from and to; undefined without a match or if it took no part. */
export function groupPlace(pattern: Pattern, text: string, group: number): readonly [number, number] | undefined {
  const indexed = new RegExp(pattern.regex.source, pattern.regex.flags.replace('g', 'd'));
  const indices = within(pattern, text, () => indexed.exec(text))?.indices;
  return pattern.named && group > 0 ? indices?.groups?.[`g${group}`] : indices?.[group];
}

/** A group of a match by number or name; undefined for one that took no part. */
export function groupOf(pattern: Pattern, match: RegExpExecArray, group: number | string): string | undefined {
  const number = typeof group === 'number' ? group : pattern.names.get(group);
  if (number === undefined || number > pattern.groups) throw failure('read a group of a match', 'no such group');
  return match[number];
}
