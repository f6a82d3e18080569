import { describe, expect, it } from 'vitest';
import { repr } from '../../../../../src/core/value/text.ts';
import { filtered } from '../../../../support/call.ts';

describe('filters of dicts and paths', () => {
  it.each<[name: string, value: unknown, args: unknown[], kwargs: Record<string, unknown>, answer: string]>([
    ['dict2items', { a: 1 }, [], {}, "[{'key': 'a', 'value': 1}]"],
    [
      'items2dict',
      [
        { name: 'x', val: 1 },
        { name: 'x', val: 3 },
      ],
      ['name', 'val'],
      {},
      "{'x': 3}",
    ],
    [
      'combine',
      { y: { p: 1, q: [1, 2] } },
      [{ y: { q: [2, 3] } }],
      { recursive: true, list_merge: 'append_rp' },
      "{'y': {'p': 1, 'q': [1, 2, 3]}}",
    ],
    ['rekey_on_member', [{ n: 'a', v: 1 }], ['n'], {}, "{'a': {'n': 'a', 'v': 1}}"],
    ['subelements', [{ k: [1, 2] }], ['k'], {}, "[({'k': [1, 2]}, 1), ({'k': [1, 2]}, 2)]"],
    ['default', null, ['d', true], {}, "'d'"],
    ['ternary', null, [1, 2, 3], {}, '3'],
    ['bool', 'YES', [], {}, 'True'],
    ['basename', '/a/b/', [], {}, "''"],
    ['dirname', '/a/b/', [], {}, "'/a/b'"],
    ['splitext', '/a/.b.c', [], {}, "('/a/.b', '.c')"],
    ['relpath', '/a/b', ['/a/c/d'], {}, "'../../b'"],
    ['commonpath', ['/a/b', '/a/bc'], [], {}, "'/a'"],
    ['normpath', '//a/./b/../c/', [], {}, "'//a/c'"],
    ['comment', 'one', ['cblock'], {}, "'/*\\n *\\n * one\\n *\\n */'"],
    ['quote', "it's", [], {}, `'\\'it\\'"\\'"\\'s\\''`],
    ['strftime', '%j %U %a', [1700000000], {}, "'318 46 Tue'"],
    ['urlsplit', 'https://u:p@H:8443/d?q=1#f', ['port'], {}, '8443'],
    ['urlencode', 'a b/c?d=é', [], {}, "'a%20b/c%3Fd%3D%C3%A9'"],
    ['from_yaml', 'v: 1_000', [], {}, "{'v': 1000}"],
  ])('%s of %j with %j and %j is %s', (name, value, args, kwargs, answer) => {
    expect(repr(filtered(name, value, args, kwargs))).toBe(answer);
  });

  it.each<[name: string, value: unknown, args: unknown[], message: RegExp]>([
    ['dict2items', [1], [], /requires a dictionary, got list/],
    ['combine', { a: 1 }, [[1]], /dicts/],
    ['path_join', [], [], /required positional argument/],
    ['to_datetime', 'bad', [], /does not match format/],
    ['from_yaml', 'v: !unsafe x', [], /constructor/],
    ['comment', 'x', ['nope'], /nope/],
  ])('%s of %j with %j fails', (name, value, args, message) => {
    expect(() => filtered(name, value, args)).toThrow(message);
  });
});
