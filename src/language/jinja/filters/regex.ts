import { allMatches, compilePattern, groupOf, type Pattern, search } from '../../../core/regex/regex.ts';
import { substitute } from '../../../core/regex/regex-replace.ts';
import { Tuple } from '../../../core/value/collections.ts';
import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { AnsibleFailure } from '../ansible-failure.ts';
import { bind, type Call, type Filter, required } from '../callable.ts';
import { intOnly, stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';

/** ansible-core 2.18.6's filters for regular expressions. */
export const regexFilters: Readonly<Record<string, Filter>> = {
  regex_replace: regexReplace,
  regex_search: regexSearch,
  regex_findall: regexFindall,
  regex_escape: regexEscape,
};

function patternOf(pattern: Value, ignoreCase: Value, multiline: Value): Pattern {
  return compilePattern(stringOnly(pattern, 'compile a pattern'), {
    ignoreCase: truthy(ignoreCase),
    multiline: truthy(multiline),
  });
}

function regexReplace(value: Value, call: Call): Value {
  const names = { pattern: '', replacement: '', ignorecase: false, multiline: false, count: 0, mandatory_count: 0 };
  const [pattern = '', replacement = '', ignore = false, multiline = false, count = 0, mandatory = 0] = bind(call, names);
  const compiled = patternOf(pattern, ignore, multiline);
  const limit = intOnly(count, 'replace matches');
  const source = text(value);
  const result = substitute(compiled, stringOnly(replacement, 'replace matches'), source, limit);
  if (truthy(mandatory) && mandatory !== result.count) {
    throw failure(
      'replace matches',
      `'${text(pattern)}' should match ${text(mandatory)} times, but matches ${result.count} times in '${source}'`,
    );
  }
  return result.text;
}

function regexSearch(value: Value, call: Call): Value {
  const [first, ...rest] = call.args;
  const pattern = first ?? call.kwargs.get('regex');
  if (pattern === undefined) throw failure('search with a pattern', 'its argument "regex" is missing');
  const groups = rest.map(groupReference);
  const compiled = patternOf(pattern, call.kwargs.get('ignorecase') ?? false, call.kwargs.get('multiline') ?? false);
  const match = search(compiled, text(value));
  if (match === null) return null;
  if (groups.length === 0) return match[0];
  return groups.map((group) => groupOf(compiled, match, group) ?? null);
}

/** `\1` or `\g<name>`. */
function groupReference(argument: Value): number | string {
  const source = stringOnly(argument, 'search with a pattern');
  const named = /^\\g<(\S+)>/.exec(source);
  if (named !== null) return named[1] ?? '';
  const numbered = /^\\(\d+)/.exec(source);
  if (numbered === null) throw failure('search with a pattern', `'${source}' is no group; write \\1 or \\g<name>`);
  return Number(numbered[1]);
}

function regexFindall(value: Value, call: Call): Value {
  const [pattern = '', multiline = false, ignore = false] = bind(call, { regex: required, multiline: false, ignorecase: false });
  const compiled = patternOf(pattern, ignore, multiline);
  return allMatches(compiled, text(value)).map((match) => {
    if (compiled.groups === 0) return match[0];
    const groups = match.slice(1).map((group: string | undefined) => group ?? '');
    return compiled.groups === 1 ? (groups[0] ?? '') : new Tuple(groups);
  });
}

/** Python's `re.escape`, or the special characters of POSIX basic expressions. */
function regexEscape(value: Value, call: Call): Value {
  const [type = 'python'] = bind(call, { re_type: 'python' });
  if (type === 'python') return text(value).replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&');
  if (type === 'posix_basic') return text(value).replace(/[\][.^$*\\]/g, '\\$&');
  if (type === 'posix_extended') throw new AnsibleFailure(`Regex type (${type}) not yet implemented`);
  throw new AnsibleFailure(`Invalid regex type (${text(type)})`);
}
