import { describe, expect, it } from 'vitest';
import { boolean, choice, int, path, rest, string, strings, unsupported } from '../../../../src/core/args.ts';
import { type AnyModule, defineAction } from '../../../../src/core/module.ts';
import type { Value } from '../../../../src/core/value/types.ts';
import { moduleArguments } from '../../../../src/engine/module/arguments.ts';

const module: AnyModule = defineAction({
  name: 'test.test.sample',
  summary: '',
  args: {
    name: strings({ aliases: ['pkg'], doc: '' }),
    state: choice('present', 'absent')({ default: 'present', doc: '' }),
    power: choice('on', 'off', 'auto')({ doc: '' }),
    count: int({ default: 1, doc: '' }),
    dest: path({ required: true, doc: '' }),
    token: int({ secret: true, doc: '' }),
    force: boolean({ default: false, doc: '' }),
    attributes: unsupported('file attributes are not managed', { aliases: ['attr'] }),
  },
  rules: {
    mutuallyExclusive: [['name', 'force']],
    requiredTogether: [['token', 'power']],
    requiredIf: [['state', 'absent', ['name', 'power'], true]],
  },
  examples: [],
  effect: 'none',
  run: () => ({}),
});

const paths = { home: () => '/root', environment: () => undefined };
const convert = (given: Record<string, Value>): unknown => moduleArguments(module, new Map(Object.entries(given)), paths);

describe('moduleArguments', () => {
  it('gives every declared name, converted, with defaults', () => {
    expect(convert({ dest: '~/x', pkg: 'a,b', count: '3' })).toEqual({
      name: ['a', 'b'],
      state: 'present',
      power: undefined,
      count: 3,
      dest: '/root/x',
      token: undefined,
      force: false,
      attributes: undefined,
    });
  });

  it('takes null as not given where there is no default', () => {
    expect(convert({ dest: '/x', name: null })).toMatchObject({ name: undefined });
  });

  it('takes a boolean for the choice that means the same', () => {
    expect(convert({ dest: '/x', token: 1, power: true })).toMatchObject({ power: 'on' });
    expect(convert({ dest: '/x', token: 1, power: false })).toMatchObject({ power: 'off' });
  });

  it('lets an unsupported argument stand that asks for nothing', () => {
    expect(convert({ dest: '/x', attr: '' })).toMatchObject({ attributes: undefined });
  });

  it('lets a default exclude nothing', () => {
    expect(convert({ dest: '/x', name: 'a' })).toMatchObject({ name: ['a'], force: false });
  });

  const refused: [string, Record<string, Value>, string][] = [
    [
      'an unknown name',
      { dest: '/x', stat: 'present' },
      'Cannot use argument "stat" of module sample: it accepts name, state, power',
    ],
    [
      'an unsupported name',
      { dest: '/x', attr: '+i' },
      'Cannot use argument "attr" of module sample: file attributes are not managed',
    ],
    ['a missing argument', {}, 'Cannot run module sample: argument "dest" is missing'],
    ['a wrong type', { dest: '/x', count: 'x' }, `Cannot use 'x' as argument "count" of module sample: it takes an int`],
    ['a wrong secret, unseen', { dest: '/x', token: 'hush' }, 'Cannot use the value given as argument "token"'],
    [
      'a value that is no choice',
      { dest: '/x', state: 'gone' },
      `Cannot use 'gone' as argument "state" of module sample: it takes one of present, absent`,
    ],
    ['two that exclude each other', { dest: '/x', name: 'a', force: false }, 'it accepts only one of name, force'],
    ['one without its company', { dest: '/x', token: 5 }, 'token, power go together'],
    ['a value without what it needs', { dest: '/x', state: 'absent' }, 'with state=absent one of name, power is needed'],
  ];
  it.each(refused)('refuses %s', (_, given, message) => {
    expect(() => convert(given)).toThrow(message);
  });

  it('says which name may have been meant', () => {
    expect(() => convert({ dest: '/x', stat: 1 })).toThrow(
      expect.objectContaining({ hint: 'did you mean "state"?', code: 'MODULE_ARGS' }),
    );
  });

  it('hands what no argument knows to the one that takes the rest', () => {
    const open = defineAction({
      name: 'a.b.open',
      summary: '',
      args: {
        cacheable: boolean({ default: false, doc: '' }),
        facts: rest({ default: new Map(), doc: '' }),
        note: string({ doc: '' }),
      },
      examples: [],
      effect: 'none',
      run: () => ({}),
    });
    const given = new Map<string, Value>([
      ['cacheable', 'yes'],
      ['a', 1],
      ['facts', 2],
    ]);
    expect(moduleArguments(open, given, paths)).toEqual({
      cacheable: true,
      note: undefined,
      facts: new Map([
        ['a', 1],
        ['facts', 2],
      ]),
    });
  });
});
