import { describe, expect, it } from 'vitest';
import type { ArgType } from '../../../../src/core/args.ts';
import { Float, type Value } from '../../../../src/core/value/types.ts';
import { convertArgument, type PathExpansion, Unconvertible } from '../../../../src/engine/module/convert-argument.ts';

const paths: PathExpansion = {
  home: (user) => ({ '': '/root', www: '/srv/www', top: '/' })[user],
  environment: (name) => ({ DIR: '/opt' })[name],
};

const convertible: [ArgType, Value, unknown][] = [
  ['str', 644, '644'],
  ['str', true, 'True'],
  ['str', new Float(1.5), '1.5'],
  ['str', [1, 'a'], "[1, 'a']"],
  ['int', '644', 644],
  ['int', ' 7 ', 7],
  ['int', new Float(3), 3],
  ['int', true, 1],
  ['float', '1.5', 1.5],
  ['float', 2, 2],
  ['bool', 'yes', true],
  ['bool', ' ON ', true],
  ['bool', 1, true],
  ['bool', 'f', false],
  ['bool', 0, false],
  ['list', 'a,b', ['a', 'b']],
  ['list', 5, ['5']],
  ['list', '', ['']],
  [
    'dict',
    'a=1, b="x y"',
    new Map([
      ['a', '1'],
      ['b', 'x y'],
    ]),
  ],
  ['dict', '{"a": [1]}', new Map([['a', [1]]])],
  ['path', '~/x', '/root/x'],
  ['path', '~www', '/srv/www'],
  ['path', '~top/x', '/x'],
  ['path', '~none/x', '~none/x'],
  ['path', '$DIR/\u0024{DIR}/$NONE', '/opt//opt/$NONE'],
  ['json', new Map<Value, Value>([['a', 'é']]), '{"a": "\\u00e9"}'],
  ['json', ' {} ', '{}'],
  ['bytes', '10K', 10_240],
  ['raw', null, null],
];

const refused: [ArgType, Value, string][] = [
  ['str', null, 'a string'],
  ['int', '1.5', 'an int'],
  ['int', 'x', 'an int'],
  ['float', 'x', 'a number'],
  ['bool', 'maybe', 'a boolean (yes or no)'],
  ['bool', null, 'a boolean (yes or no)'],
  ['list', new Map(), 'a list'],
  ['dict', 'a', 'a mapping, or k=v'],
  ['dict', '{a', 'a mapping'],
  ['json', 5, 'JSON'],
  ['bytes', '10X', 'a size in bytes, such as 10M'],
];

describe('convertArgument', () => {
  it.each(convertible)('takes as %s the value %o for %o', (type, value, wanted) => {
    expect(convertArgument(type, value, paths)).toEqual(wanted);
  });

  it.each(refused)('refuses as %s the value %o: it wants %s', (type, value, wanted) => {
    const converted = convertArgument(type, value, paths);
    expect(converted).toBeInstanceOf(Unconvertible);
    expect((converted as Unconvertible).wanted).toBe(wanted);
  });
});
