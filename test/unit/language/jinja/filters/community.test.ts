import { describe, expect, it } from 'vitest';
import { repr } from '../../../../../src/core/value/text.ts';
import { filtered } from '../../../../support/call.ts';
import { templarOf } from '../templar-of.ts';

describe('filters of collections', () => {
  it.each<[name: string, value: unknown, args: unknown[], kwargs: Record<string, unknown>, answer: string]>([
    [
      'community.general.json_query',
      {
        l: [
          { n: 'a', s: 1 },
          { n: 'b', s: 9 },
        ],
      },
      ['l[?s > `5`].{name: n}'],
      {},
      "[{'name': 'b'}]",
    ],
    ['json_query', { a: { b: [1, [2]] } }, ['a.b[] | length(@)'], {}, '2'],
    ['json_query', { a: [{ n: 2 }, { n: 1 }] }, ['sort_by(a, &n)[].n'], {}, '[1, 2]'],
    ['json_query', { a: [{ n: 2 }] }, ['a[*][n, `1`]'], {}, '[[2, 1]]'],
    ['community.general.version_sort', ['1.10', '1.9'], [], {}, "['1.9', '1.10']"],
    ['community.general.counter', 'hello', [], {}, "{'h': 1, 'e': 1, 'l': 2, 'o': 1}"],
    ['community.general.lists_mergeby', [[{ n: 'a', x: 1 }], [{ n: 'a', y: 2 }]], ['n'], {}, "[{'n': 'a', 'x': 1, 'y': 2}]"],
    ['community.general.remove_keys', [{ a: 1, b: 2 }], [], { target: ['b'] }, "[{'a': 1}]"],
    ['community.general.from_csv', 'a,b\n1,"x ""y"" z"\n', [], {}, `[{'a': '1', 'b': 'x "y" z'}]`],
    ['community.general.to_ini', { s: { a: 1 } }, [], {}, "'[s]\\na = 1\\n'"],
    ['community.general.to_minutes', '1d 2h', [], {}, '1560.0'],
    ['ansible.utils.ipaddr', '192.168.1.10/24', ['network'], {}, "'192.168.1.0'"],
    ['ansible.utils.ipaddr', '192.168.1.10/24', ['net'], {}, 'None'],
    ['ansible.utils.ipaddr', ['10.0.0.1', 'x', '::1'], [], {}, "['10.0.0.1', '::1']"],
    ['ansible.utils.ipaddr', '10.1.2.3', ['10.0.0.0/8'], {}, "'10.1.2.3'"],
    ['ansible.utils.ipsubnet', '192.168.1.0/24', [26, 1], {}, "'192.168.1.64/26'"],
    ['ansible.utils.cidr_merge', ['192.168.0.0/24', '192.168.1.0/24'], [], {}, "['192.168.0.0/23']"],
    ['ansible.utils.ipwrap', '2001:db8::1', [], {}, "'[2001:db8::1]'"],
    ['ansible.utils.hwaddr', '5254.00AB.cdef', ['linux'], {}, "'52:54:00:ab:cd:ef'"],
  ])('%s of %j with %j and %j is %s', (name, value, args, kwargs, answer) => {
    expect(repr(filtered(name, value, args, kwargs))).toBe(answer);
  });

  it.each<[name: string, value: unknown, args: unknown[], message: RegExp]>([
    ['community.general.json_query', {}, ['a['], /not expected/],
    ['json_query', {}, ['a[b]'], /not expected/],
    ['json_query', {}, ['a!b'], /not expected/],
    ['json_query', {}, ['length(@, @)'], /takes 1 arguments, 2/],
    ['json_query', [], ['sort_by(&n, @)'], /an array and a reference/],
    ['json_query', [], ['length(&n)'], /takes no reference/],
    ['json_query', {}, ['contains(@, `1`)'], /needs an array or a string/],
    ['json_query', 'ab', ['contains(@, `1`)'], /requires string/],
    ['ansible.utils.ipaddr', '10.0.0.1', ['nope'], /unknown filter type/],
  ])('%s of %j with %j fails', (name, value, args, message) => {
    expect(() => filtered(name, value, args)).toThrow(message);
  });

  it('json_query asks nothing of what is undefined', () => {
    expect(() => templarOf().template("{{ nope | json_query('a') }}")).toThrow("'nope' is undefined");
  });
});
