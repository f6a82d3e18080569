import { describe, expect, it } from 'vitest';
import { plugins } from '../../../src/agent/plugins.ts';
import { toPlain } from '../../../src/core/value/convert.ts';
import { type Value, Verbatim } from '../../../src/core/value/types.ts';
import { loopItems, turnAt } from '../../../src/engine/loop.ts';
import type { Task } from '../../../src/language/ast.ts';
import { located, templatesOf } from './support.ts';

const templates = templatesOf({ l: ['a', 'b'], d: new Map([['k', 1]]) });
const itemsOf = (items: Value, lookup?: string) =>
  loopItems({ loop: { lookup, items: located(items) } } as unknown as Task, templates, plugins)?.values.map(toPlain);

const cases: readonly (readonly [string | undefined, Value, unknown])[] = [
  [undefined, '{{ l }}', ['a', 'b']],
  [undefined, ['{{ l }}', 'c'], [['a', 'b'], 'c']],
  ['items', ['{{ l }}', 'c'], ['a', 'b', 'c']],
  ['items', 'one', ['one']],
  ['dict', '{{ d }}', [{ key: 'k', value: 1 }]],
  [
    'nested',
    [['a'], [1, 2]],
    [
      ['a', 1],
      ['a', 2],
    ],
  ],
  [
    'subelements',
    [
      [
        new Map<Value, Value>([
          ['n', 'x'],
          ['l', [1]],
        ]),
      ],
      'l',
    ],
    [[{ n: 'x' }, 1]],
  ],
  ['sequence', 'start=1 end=2', ['1', '2']],
  [
    'first_found',
    [
      new Map<Value, Value>([
        ['files', ['{{ nope }}.yml', 'none']],
        ['skip', true],
      ]),
    ],
    [],
  ],
];

describe('a loop', () => {
  it.each(cases)('with %s over %j has its items', (lookup, items, wanted) => {
    expect(itemsOf(items, lookup)).toEqual(wanted);
  });

  it('takes a list for with_indexed_items, not a dict', () => {
    expect(() => itemsOf('{{ d }}', 'indexed_items')).toThrow('with_indexed_items expects a list');
  });

  it('wants a list', () => {
    expect(() => itemsOf('{{ d }}')).toThrow(
      expect.objectContaining({
        message: 'Cannot loop over this: it is a dict',
        hint: 'loop wants a list; for a dict use "{{ x | dict2items }}"',
      }),
    );
  });

  it('never renders templates in items of a result or a lookup', () => {
    const items = { values: ['{{ l }}'], isUnsafe: true };
    const { variables, plain } = turnAt(items, 0, { loopVar: 'item', indexVar: undefined, extended: false, allItems: true });
    expect(variables.get('item')).toEqual(new Verbatim('{{ l }}'));
    expect(plain.get('item')).toBe('{{ l }}');
  });

  it('names its turn as it is told to', () => {
    const { variables } = turnAt({ values: ['a', 'b'], isUnsafe: false }, 1, {
      loopVar: 'it',
      indexVar: 'i',
      extended: true,
      allItems: true,
    });
    expect(toPlain(new Map(variables))).toEqual({
      it: 'b',
      i: 1,
      ansible_loop_var: 'it',
      ansible_index_var: 'i',
      ansible_loop: {
        ...{ index: 2, index0: 1, first: false, last: true, length: 2, revindex: 1, revindex0: 0 },
        ...{ allitems: ['a', 'b'], previtem: 'a' },
      },
    });
  });
});
