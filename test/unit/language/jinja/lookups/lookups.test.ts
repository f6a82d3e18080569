import { describe, expect, it } from 'vitest';
import { repr } from '../../../../../src/core/value/text.ts';
import { lookupNamed } from '../../../../../src/language/jinja/lookups/index.ts';
import { lookedUp } from '../../../../support/call.ts';

const site = {
  files: {
    'a.txt': 'hello\n\n',
    'files/in_files.txt': 'x',
    'd.csv': 'web,80,x\n"d,b",5432,"y"\n',
    'c.ini': '[main]\nuser=root\nPort = 22\nhome = /%(user)s\n',
    'p.properties': 'user.name=Bob\n',
    'roles/r/files/roled.txt': '',
    'latin.ini': Buffer.from('[main]\nname = été\n', 'latin1'),
    'quoted.csv': '"""The Rock"" Johnson",Dwayne\n',
    'twice.ini': '[main]\na=1\nA=2\n',
  },
  variables: { ansible_search_path: ['roles/r', '.'], web_port: 80, db_port: 5432 },
  environment: { HOME: '/root' },
};

describe('lookups', () => {
  it.each<[name: string, terms: unknown[], kwargs: Record<string, unknown>, answer: string]>([
    ['items', [['a', ['b']], 1], {}, "['a', ['b'], 1]"],
    ['dict', [{ k: 'v' }], {}, "[{'key': 'k', 'value': 'v'}]"],
    [
      'nested',
      [
        ['a', 'b'],
        [1, 2],
      ],
      {},
      "[['a', 1], ['a', 2], ['b', 1], ['b', 2]]",
    ],
    ['together', [['a', 'b'], [1]], {}, "[['a', 1], ['b', None]]"],
    ['indexed_items', [['x']], {}, "[(0, 'x')]"],
    ['subelements', [[{ k: [1] }, { skipped: true }], 'k'], {}, '[({}, 1)]'],
    ['sequence', ['start=1 end=10 stride=3'], {}, "['1', '4', '7', '10']"],
    ['sequence', ['4:host%02d'], {}, "['host01', 'host02', 'host03', 'host04']"],
    ['sequence', ['count=0'], {}, '[]'],
    ['vars', ['web_port'], {}, '[80]'],
    ['vars', ['nope'], { default: 'd' }, "['d']"],
    ['varnames', ['^db_'], {}, "['db_port']"],
    ['env', ['HOME', 'UNSET'], {}, "['/root', '']"],
    ['file', ['a.txt'], {}, "['hello']"],
    ['file', ['a.txt'], { rstrip: false }, "['hello\\n\\n']"],
    ['fileglob', ['in_*.txt'], {}, "['/bundle/files/in_files.txt']"],
    ['fileglob', ['roled*'], {}, "['/bundle/roles/r/files/roled.txt']"],
    ['first_found', ['nope', 'a.txt'], {}, "['/bundle/a.txt']"],
    ['first_found', ['nope'], { skip: true }, '[]'],
    ['csvfile', ['d,b file=d.csv delimiter=, col=2'], {}, "['y']"],
    ['csvfile', ['nope file=d.csv delimiter=, default=0'], {}, "['0']"],
    ['ini', ['port section=main file=c.ini'], {}, "['22']"],
    ['ini', ['home'], { section: 'main', file: 'c.ini' }, "['/root']"],
    ['ini', ['name'], { file: 'latin.ini', section: 'main', encoding: 'iso8859-1' }, "['été']"],
    ['csvfile', ['"The Rock" Johnson file=quoted.csv delimiter=,'], {}, "['Dwayne']"],
    ['ini', ['user.name'], { type: 'properties', file: 'p.properties' }, "['Bob']"],
    ['pipe', ['echo hi'], {}, "['echo hi']"],
    ['password', ['/dev/null length=3 chars=a'], {}, "['aaa']"],
  ])('%s of %j with %j is %s', (name, terms, kwargs, answer) => {
    expect(repr(lookedUp(name, terms, kwargs, site))).toBe(answer);
  });

  it.each<[name: string, terms: unknown[], kwargs: Record<string, unknown>, message: RegExp]>([
    ['file', ['nope.txt'], {}, /nope\.txt/],
    ['vars', ['nope'], {}, /^No variable found with this name: nope$/],
    ['vars', [42], {}, /^Invalid setting identifier, "42" is not a string/],
    ['varnames', [true], {}, /^Invalid setting identifier, "True" is not a string/],
    ['varnames', ['*'], {}, /^Unable to use "\*" as a search parameter: .*nothing to repeat/],
    ['together', [], {}, /^with_together requires at least one element in each list$/],
    ['csvfile', [], {}, /^Search key is required but was not found$/],
    ['ini', ['file=c.ini'], {}, /^No key to lookup was provided as first term with in string inline options/],
    ['ini', ['nope=1'], {}, /^nope is not a valid option/],
    ['ini', ['a'], { section: 'main', file: 'twice.ini' }, /Duplicate option in 'twice.ini'/],
    ['sequence', ['start=0 junk=3'], {}, /^unrecognized arguments to with_sequence: \['junk'\]$/],
    ['sequence', ['A-4/2'], {}, /^Invalid type for /],
    ['subelements', [9001, 'k'], {}, /expects a dictionary, got '9001'/],
    ['subelements', [[{ k: 'x' }], 'k'], {}, /^the key k should point to a list, got 'x'$/],
    ['subelements', [[{ k: [1] }], 'k.l'], {}, /^the key k should point to a dictionary/],
    ['subelements', [[{ k: {} }], 'k.l'], {}, /^could not find 'l' key in iterated item '{}'$/],
    ['subelements', [[{}], 'k', 'wolves'], {}, /the optional third item must be a dict/],
    ['subelements', [[{}], true], {}, /second a string pointing to the subkey/],
    ['subelements', [[{}]], {}, /expects a list of two or three items/],
    ['sequence', ['start=2 end=1'], {}, /stride negative/],
    ['sequence', ['start=a end=b'], {}, /^Invalid type for /],
    ['ini', ['user'], { section: 'nope', file: 'c.ini' }, /No section/],
    ['pipe', ['false'], {}, /returned 1/],
    ['csvfile', ['k file=a.txt nope=1'], {}, /not a valid option/],
    ['url', ['http://x'], {}, /no network/],
  ])('%s of %j with %j fails', (name, terms, kwargs, message) => {
    expect(() => lookedUp(name, terms, kwargs, site)).toThrow(message);
  });

  it('finds a lookup of community.general with its collection', () => {
    expect(lookupNamed('community.general.flattened')).toBeDefined();
    expect(lookupNamed('dependent')).toBeUndefined();
    expect(lookupNamed('community.general.file')).toBeUndefined();
  });
});
