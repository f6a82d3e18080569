import { describe, expect, it } from 'vitest';
import type { Value } from '../../../../src/core/value/types.ts';
import { dict, templarOf } from './templar-of.ts';

const variables: Readonly<Record<string, Value>> = {
  n: 5,
  s: 'Hello',
  u: 'naïve 😀 text',
  l: [3, 1, 2],
  d: dict({ a: 1, b: 'x', items: 'own' }),
  t: true,
  nothing: null,
  users: [dict({ name: 'ada', groups: ['x'] }), dict({ name: 'bob', groups: [] })],
};

/** What the expression prints in the middle of a text. */
function printed(expression: string): string {
  const result = templarOf(variables).template(`<{{ ${expression} }}>`, { escapeBackslashes: false });
  return String(result).slice(1, -1);
}

describe('an expression', () => {
  it.each([
    ['7 // 2', '3'],
    ['-7 // 2', '-4'],
    ['-7 % 3', '2'],
    ['7 / 2', '3.5'],
    ['4 / 2', '2.0'],
    ['2 ** 3 ** 2', '64'],
    ['-2 ** 2', '4'],
    ['2 ** -1', '0.5'],
    ['9007199254740993 + 1', '9007199254740994'],
    ['10 ** 20 // 3', '33333333333333333333'],
    ['0.1 + 0.2', '0.30000000000000004'],
    ['7.5 // 2', '3.0'],
    ['-7.5 % 2', '0.5'],
    ['1e16', '1e+16'],
    ['true + 1', '2'],
    ["'ab' * 2", 'abab'],
    ['[1] + [2]', '[1, 2]'],
    ['(1, 2) + (3,)', '(1, 2, 3)'],
    ["n ~ '-' ~ t", '5-True'],
  ])('%s computes %s', (expression, wanted) => expect(printed(expression)).toBe(wanted));

  it.each([
    ['1 == 1.0', 'True'],
    ["1 == '1'", 'False'],
    ['1 < 2 < 3', 'True'],
    ['1 < 3 < 2', 'False'],
    ['[1, 2] < [1, 3]', 'True'],
    ["'b' > 'a'", 'True'],
    ["'ell' in s", 'True'],
    ['4 not in l', 'True'],
    ["'a' in d", 'True'],
    ['nothing is none and not t', 'False'],
    ["'' or 'x'", 'x'],
    ["0 and 'x'", '0'],
    ["'a' if t else 'b'", 'a'],
    ["'a' if not t", ''],
    ['1 if false else 2 if false else 3', '3'],
    ['4 is even', 'True'],
    ['9 is divisibleby 3', 'True'],
    ['n is not string', 'True'],
  ])('%s decides %s', (expression, wanted) => expect(printed(expression)).toBe(wanted));

  it.each([
    ['s[0]', 'H'],
    ['s[-1]', 'o'],
    ['s[1:3]', 'el'],
    ['s[::-1]', 'olleH'],
    ['l[::2]', '[3, 2]'],
    ['l[5:]', '[]'],
    ['u[6]', '😀'],
    ['u[6:8]', '😀 '],
    ['u | length', '12'],
    ["u.index('text')", '8'],
    ['d.a', '1'],
    ["d['b']", 'x'],
    ["d['items']", 'own'],
    ['d.items() | list', "[('a', 1), ('b', 'x'), ('items', 'own')]"],
    ["d.get('zzz', 'none')", 'none'],
    ['l.0', '3'],
    ['users[1].name', 'bob'],
    ["users | map(attribute='name') | join(',')", 'ada,bob'],
    ['(1, 2)', '(1, 2)'],
    ['(1,)', '(1,)'],
    ['{1: 2, "a": [none]}', "{1: 2, 'a': [None]}"],
    ['"a" "b"', 'ab'],
    ['range(3)', '[0, 1, 2]'],
    ['dict(a=1, **{"b": 2})', "{'a': 1, 'b': 2}"],
  ])('%s finds %s', (expression, wanted) => expect(printed(expression)).toBe(wanted));

  it.each([
    ["'a,b,,c'.split(',')", "['a', 'b', '', 'c']"],
    ["' a  b '.split()", "['a', 'b']"],
    ["' a  b c '.split(none, 1)", "['a', 'b c ']"],
    ["'a,b,c'.rsplit(',', 1)", "['a,b', 'c']"],
    ["'a\\nb\\r\\nc\\n'.splitlines()", "['a', 'b', 'c']"],
    ["'xxaxx'.strip('x')", 'a'],
    ["'hello world'.title()", 'Hello World'],
    ["'42'.zfill(5)", '00042'],
    ["'-42'.zfill(5)", '-0042'],
    ["'a'.center(4, '*')", '*a**'],
    ["'a-b-c'.replace('-', '+', 1)", 'a+b-c'],
    ["s.startswith(('x', 'He'))", 'True'],
    ["'a=b=c'.partition('=')", "('a', '=', 'b=c')"],
    ["['é'.encode()]", "[b'\\xc3\\xa9']"],
    ["'é'.encode()", 'é'],
    ["'{} {1}'.format(1)", undefined],
    ["'{0}-{name:>5}|{1[a]:03d}'.format('x', {'a': 7}, name='y')", 'x-    y|007'],
    ["'{:,.2f} {:x} {:+d} {:^7}|'.format(1234.5, 255, 3, 'mid')", '1,234.50 ff +3   mid  |'],
    ["'%05.1f %s %r %x %-4d|' % (3.14159, 'a', 'b', 255, 7)", "003.1 a 'b' ff 7   |"],
    ["'%(a)s' % {'a': 1}", '1'],
    ["'100%%' % ()", '100%'],
  ])('%s gives %s', (expression, wanted) => {
    if (wanted === undefined) expect(() => printed(expression)).toThrow('Cannot format the text');
    else expect(printed(expression)).toBe(wanted);
  });

  it.each([
    ['nope', "'nope' is undefined"],
    ['d.zzz', "'dict object' has no attribute 'zzz'"],
    ['l[9]', 'list object has no element 9'],
    ['nope.a.b', "'nope' is undefined"],
    ['[nope]', "'nope' is undefined"],
    ["nope ~ 'x'", "'nope' is undefined"],
    ['nope == 1', "'nope' is undefined"],
    ['1.5 == nope', "'nope' is undefined"],
    ['nope in [1]', "'nope' is undefined"],
    ['not nope', "'nope' is undefined"],
    ['n()', "'int' object is not callable"],
    ["1 + 'a'", "unsupported operand type(s) for +: 'int' and 'str'"],
    ["1 < 'a'", "'<' not supported between instances of 'int' and 'str'"],
    ['1 // 0', 'integer division or modulo by zero'],
    ["'%d' % 'a'", 'a real number is required, not str'],
    ['x | nofilter', 'there is no filter of that name'],
    ['x is notest', 'there is no test of that name'],
    ["lookup('nolookup')", 'there is no lookup of that name'],
  ])('%s fails: %s', (expression, wanted) => expect(() => printed(expression)).toThrow(wanted));
});
