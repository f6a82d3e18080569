import { describe, expect, it } from 'vitest';
import { choice, int, string } from '../../../../src/core/args.ts';
import type { Diagnostic } from '../../../../src/core/diagnostic.ts';
import { type AnyModule, defineAction } from '../../../../src/core/module.ts';
import type { Value } from '../../../../src/core/value/types.ts';
import { checkArguments } from '../../../../src/engine/module/check-arguments.ts';
import { entriesOf } from '../../../support/yaml-node.ts';

const module: AnyModule = defineAction({
  name: 'test.test.sample',
  summary: '',
  args: {
    src: string({ required: true, doc: '' }),
    state: choice('a', 'b')({ default: 'a', doc: '' }),
    count: int({ doc: '' }),
    other: string({ doc: '' }),
  },
  rules: { mutuallyExclusive: [['count', 'other']] },
  examples: [],
  effect: 'none',
  run: () => ({}),
});

function check(given: Record<string, Value>): Diagnostic[] {
  const found: Diagnostic[] = [];
  const span = { file: 'tasks/main.yml', line: 4, column: 5 };
  checkArguments(module, entriesOf(new Map(Object.entries(given))), span, (diagnostic) => found.push(diagnostic));
  return found;
}

describe('checkArguments', () => {
  it('finds nothing wrong with what can be right', () => {
    expect(check({ src: 'x', state: 'b', count: '5' })).toEqual([]);
    expect(check({ src: '{{ x }}', state: '{{ y }}', count: '{% if z %}1{% endif %}' })).toEqual([]);
  });

  it('reports every finding, not just the first', () => {
    const found = check({ state: 'c', count: 'x', sorce: 'y' });
    expect(found.map((each) => each.message)).toEqual([
      `Cannot use 'c' as argument "state" of module sample: it takes one of a, b`,
      `Cannot use 'x' as argument "count" of module sample: it takes an int`,
      'Cannot use argument "sorce" of module sample: it accepts src, state, count, other',
      'Cannot run module sample: argument "src" is missing',
    ]);
    expect(found.every((each) => each.code === 'ROLE_ARGS' && each.severity === 'error')).toBe(true);
  });

  it('points at the task where an argument is missing, and suggests what a misspelt one may mean', () => {
    expect(check({})[0]?.span?.file).toBe('tasks/main.yml');
    expect(check({ src: 'x', cont: 1 })[0]?.hint).toBe('did you mean "count"?');
  });

  it('judges rules between arguments only where no template is involved', () => {
    expect(check({ src: 'x', count: 1, other: 'y' })[0]?.message).toContain('it accepts only one of count, other');
    expect(check({ src: 'x', count: 1, other: '{{ omit }}' })).toEqual([]);
  });
});
