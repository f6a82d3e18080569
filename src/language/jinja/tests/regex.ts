import { compilePattern, matchStart, matchWhole, search } from '../../../core/regex/regex.ts';
import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Test } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';

/** ansible-core 2.18.6's tests with regular expressions. */
export const regexTests: Readonly<Record<string, Test>> = {
  match: (value, call) => matches(value, call, 'match'),
  search: (value, call) => matches(value, call, 'search'),
  regex: (value, call) => matches(value, call, undefined),
};

const finders = { match: matchStart, search, fullmatch: matchWhole };

function matches(value: Value, call: Call, fixed: string | undefined): boolean {
  const names = { pattern: '', ignorecase: false, multiline: false };
  const bound = bind(call, fixed === undefined ? { ...names, match_type: 'search' } : names);
  const [pattern = '', ignore = false, multiline = false, type = fixed ?? 'search'] = bound;
  const source = text(value);
  const flags = { ignoreCase: truthy(ignore), multiline: truthy(multiline) };
  const find = finders[text(type) as keyof typeof finders] as (typeof finders)['search'] | undefined;
  if (find === undefined) throw failure('match a pattern', `match_type is to be search, match or fullmatch, not '${text(type)}'`);
  return find(compilePattern(stringOnly(pattern, 'match a pattern'), flags), source) !== null;
}
