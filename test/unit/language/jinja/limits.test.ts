import { describe, expect, it } from 'vitest';
import { DroverError } from '../../../../src/core/errors.ts';
import { templarOf } from './templar-of.ts';

const deep = (open: string, inner: string, close: string): string => open.repeat(20_000) + inner + close.repeat(20_000);

describe('a template that would go on for ever or fill the memory', () => {
  it.each([
    ['a loop over a range of a thousand millions', '{% for i in range(1000000000) %}{% endfor %}', 'list-length'],
    ['loops within loops', '{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}', 'loop-turns'],
    ['a macro that calls itself', '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}', 'call-depth'],
    [
      'a macro that calls itself twice',
      '{% macro m(n) %}{% if n > 0 %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}',
      'loop-turns',
    ],
    ['a loop that calls itself', '{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}', 'call-depth'],
    [
      'a text that doubles',
      "{% set ns = namespace(x='ab') %}{% for i in range(40) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
      'text-length',
    ],
    ['a text many times', "{{ 'ab' * 1000000000 }}", 'text-length'],
    ['a text that is made wide', "{{ 'x' | center(2000000000) }}", 'text-length'],
    ['an indention', "{{ 'x\ny' | indent(2000000000) }}", 'text-length'],
    ['a list many times', '{{ [1] * 1000000000 }}', 'list-length'],
    ['a list of a range', '{{ range(1000000000) | list | length }}', 'list-length'],
    ['all orders of a list', '{{ range(30) | permutations | list }}', 'list-length'],
    ['all pairs of lists', '{{ range(100) | product(range(100), range(100), range(100)) | list }}', 'list-length'],
    ['all choices of a list', '{{ range(60) | combinations(30) | list }}', 'list-length'],
    ['a large power', '{{ 10 ** 100000000 }}', 'number-digits'],
    [
      'a number that squares itself',
      '{% set ns = namespace(x=10) %}{% for i in range(60) %}{% set ns.x = ns.x * ns.x %}{% endfor %}',
      'number-digits',
    ],
    ['brackets in brackets', `{{ ${deep('(', '1', ')')} }}`, 'call-depth'],
    ['lists in lists', `{{ ${deep('[', '', ']')} }}`, 'call-depth'],
    ['a long chain of signs', `{{ ${'-'.repeat(100_000)}1 }}`, 'call-depth'],
  ])('ends by a limit: %s', { timeout: 60_000 }, (_, template, limit) => {
    let error: unknown;
    try {
      templarOf({}).template(template);
    } catch (raised) {
      error = raised;
    }
    expect(error).toBeInstanceOf(DroverError);
    expect(String(error)).toContain(`(limit "${limit}")`);
  });

  it('may be large', () => {
    expect(templarOf({}).template('{% for i in range(300000) %}x{% endfor %}')).toHaveLength(300_000);
    expect(templarOf({}).template('{{ range(1000000) | sum }}')).toBe('499999500000');
  });
});
