import { describe, expect, it } from 'vitest';
import { DroverError } from '../../../src/core/errors.ts';
import { Tuple } from '../../../src/core/value/collections.ts';
import { Float, type Value, Verbatim } from '../../../src/core/value/types.ts';
import { omitPlaceholder } from '../../../src/language/jinja/omit.ts';
import { Templar } from '../../../src/language/templar.ts';
import { bundleOf, dict, registry, templarOf } from './jinja/templar-of.ts';

const variables: Readonly<Record<string, Value>> = {
  i: 5,
  f: new Float(1),
  yes: true,
  nothing: null,
  s: 'text',
  listing: '[1, 2]',
  list: [1, '{{ i }}', '{{ s }}'],
  lazy: '{{ i + 1 }}',
  lazier: '{{ lazy }}0',
  broken: dict({ good: 1, bad: '{{ nope }}' }),
  loop1: '{{ loop2 }}',
  loop2: '{{ loop1 }}',
  fact: new Verbatim('{{ i }}'),
  facts: new Verbatim(dict({ inner: '{{ i }}' })),
  count: new Verbatim(7),
  missing: new Verbatim(null),
  copy: '{{ fact }}',
};

describe('template', () => {
  const templar = templarOf(variables);

  it.each<[string, Value]>([
    ['{{ i }}', 5],
    ['{{ (i) }}', '5'],
    ['{{ 1 }}', '1'],
    ['{{ f }}', new Float(1)],
    ['{{ yes }}', true],
    ['{{ not yes }}', false],
    ['{{ nothing }}', null],
    ['{{ count }}', 7],
    ['{{ count }}0', '70'],
    ['{{ missing }}', null],
    ['{{ none }}', ''],
    ['{{ s }}', 'text'],
    ['{{ listing }}', [1, 2]],
    [' {{ listing }}', ' [1, 2]'],
    ['{{ list }}', [1, 5, 'text']],
    ['[{{ i }}, true, null]', [5, true, null]],
    ['{"a": {{ i }}}', dict({ a: 5 })],
    ['[{{ s }}]', '[text]'],
    ['{{ [1, 2] | to_json }}', '[1, 2]'],
    ['{{ (1, 2) }}', '(1, 2)'],
    ['{{ [(1, 2)] }}', [new Tuple([1, 2])]],
    ['{{ lazy }}', '6'],
    ['{{ lazier }}', '60'],
    ['{{ i }}\n', 5],
    ['{{ s }}\n\n', 'text\n\n'],
    ['True', 'True'],
    ["{{ 'True' }}", true],
    ["{{ '\\d' }}", '\\d'],
    ["{% set a = '\\\\d' %}{{ a }}", '\\d'],
    ['{{ fact }}', '{{ i }}'],
    ['{{ copy }}', '{{ i }}'],
    ['{{ facts.inner }}', '{{ i }}'],
    ['{{ nope | default(omit) }}', omitPlaceholder],
    ['#jinja2: variable_start_string: "[["\n[[ i }} {{ i }}', '5 {{ i }}'],
  ])('renders %j', (template, wanted) => expect(templar.template(template)).toEqual(wanted));

  it('renders lists and dicts throughout', () => {
    expect(templar.template(dict({ a: ['{{ i }}'], b: dict({ c: '{{ s }}!' }) }))).toEqual(
      dict({ a: [5], b: dict({ c: 'text!' }) }),
    );
  });

  it('leaves backslashes of string literals single where the text is a file', () => {
    expect(templar.template("{{ 'a\\nb' }}", { escapeBackslashes: false })).toBe('a\nb');
  });

  it.each([
    ['{{ nope }}', "'nope' is undefined"],
    ['{{ broken.good }}', "'nope' is undefined"],
    ['{{ loop1 }}', 'recursive loop detected in template string'],
  ])('refuses %s: %s', (template, wanted) => expect(() => templar.template(template)).toThrow(wanted));

  it('takes a dict with an undefined part for undefined as a whole', () => {
    expect(templar.template("{{ broken | default('fallback') }}")).toBe('fallback');
  });

  it('gives errors the place of the value', () => {
    const span = { file: 'tasks/main.yml', line: 3, column: 9 };
    for (const template of ['{{ nope }}', '{{ x', '{{ 1 // 0 }}']) {
      expect(() => templar.template(template, { span })).toThrow(expect.objectContaining({ span }));
    }
  });

  it('reads a variable again when the source has another version', () => {
    const values = new Map<string, Value>([
      ['a', '{{ b }}'],
      ['b', 'one'],
    ]);
    const source = { get: (name: string) => values.get(name), names: () => values.keys(), version: 0 };
    const changing = new Templar({ ...registry, variables: source, controller: bundleOf({}), find: () => undefined });
    expect(changing.template('{{ a }}')).toBe('one');
    values.set('b', 'two');
    expect(changing.template('{{ a }}')).toBe('one');
    source.version++;
    expect(changing.template('{{ a }}')).toBe('two');
  });

  it('does not let a template change a variable for others', () => {
    expect(templar.template('{{ list.append(9) }}{{ list | length }}')).toBe('4');
    expect(templar.template('{{ list | length }}')).toBe('3');
  });
});

describe('templateForStorage', () => {
  const templar = templarOf(variables);

  it.each<[Value, Value]>([
    ['{{ fact }}', new Verbatim('{{ i }}')],
    ['{{ s }}', 'text'],
    [
      ['{{ i }}', '{{ fact }}'],
      [5, new Verbatim('{{ i }}')],
    ],
    [new Verbatim('{{ i }}'), new Verbatim('{{ i }}')],
    ["{{ lookup('pipe', 'x') }}", new Verbatim('piped')],
  ])('marks what must not be rendered again in %j', (value, wanted) => {
    const stored = templar.templateForStorage(value);
    const isMarked = (v: Value): Value => (v instanceof Verbatim ? new Verbatim(v.value) : v);
    expect(stored).toEqual(Array.isArray(wanted) ? wanted.map(isMarked) : isMarked(wanted));
  });
});

describe('condition', () => {
  const templar = templarOf(variables);

  it.each<[Value, boolean]>([
    ['i == 5', true],
    ['i > 5', false],
    [true, true],
    [null, true],
    ['', true],
    [['i == 5', 'yes'], true],
    [['i == 5', 'not yes'], false],
    ['nothing', false],
    ['s', true],
    ['list', true],
    ['{{ i == 5 }}', true],
    ['nope is defined', false],
    ['nope is not defined or nope', true],
  ])('%j is %s', (condition, wanted) => expect(templar.condition(condition)).toBe(wanted));

  it.each(['"a" if yes', 'i ==', '{{ nope }} == 1'])('refuses %s', (condition) => {
    expect(() => templar.condition(condition)).toThrow(DroverError);
  });

  it('names the condition that it cannot evaluate', () => {
    expect(() => templar.condition('nope == 1')).toThrow(
      `The conditional check 'nope == 1' failed. The error was: 'nope' is undefined`,
    );
  });

  it('refuses a condition that comes from an unsafe value', () => {
    expect(() => templar.condition(new Verbatim('i == 5'))).toThrow('must not be evaluated');
  });
});

describe('render', () => {
  const templar = templarOf({ ...variables, nl: 'x\n' });

  it.each([
    ['{{ i }}\n', '5\n'],
    ['{{ nl }}\n', 'x\n'],
    ['{{ nl }}\n\n', 'x\n\n'],
    ['{% if false %}x{% endif %}\n', '\n'],
    ['a\r\nb', 'a\nb'],
    ['{{ [1, 2] }} {{ yes }} {{ nothing }}|', '[1, 2] True |'],
    ['{{ [1, 2] }}', '[1, 2]'],
  ])('writes %j as %j', (template, wanted) => expect(templar.render('t.j2', template)).toBe(wanted));

  it('uses the line ends and delimiters that the module was given', () => {
    const options = { newlineSequence: '\r\n', variableStart: '<<', variableEnd: '>>' };
    expect(templar.render('t.j2', '<< i >>\n{{ i }}\n', options)).toBe('5\r\n{{ i }}\r\n');
  });

  it('sees the variables of this rendering first', () => {
    const more = new Map<string, Value>([['i', 6]]);
    expect(templar.render('t.j2', '{{ i }} {{ lazy }}', { variables: more })).toBe('6 7');
  });
});

describe('an error in a template file', () => {
  const files = {
    'bad.j2': 'one\n{{ nope }}\n',
    'broken.j2': '\n{% if %}\n',
    'macros.j2': '\n{% macro m(a) %}\n  {{ a.b.c }}{% endmacro %}',
  };
  const templar = templarOf({ v: '{{ nope }}' }, files);

  it.each([
    ['a\n  {{ v }}', 'main.j2', 2, 3],
    ['#jinja2: trim_blocks: True\n{{ nope }}', 'main.j2', 2, 1],
    ['{% for x in nope %}{% endfor %}', 'main.j2', 1, 4],
    ['a {% include "bad.j2" %}', 'bad.j2', 2, 1],
    ['a\n{% include "broken.j2" %}', 'broken.j2', 2, 7],
    ['{% import "macros.j2" as m %}\n{{ m.m({}) }}', 'macros.j2', 3, 3],
    ['\n{{ x y }}', 'main.j2', 2, 6],
  ])('%j is placed', (template, file, line, column) => {
    expect(() => templar.render('main.j2', template)).toThrow(expect.objectContaining({ span: { file, line, column } }));
  });
});
