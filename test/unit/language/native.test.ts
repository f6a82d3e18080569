import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings/honoured.ts';
import { Tuple } from '../../../src/core/value/collections.ts';
import { Float, type Value } from '../../../src/core/value/types.ts';
import { Templar } from '../../../src/language/templar.ts';
import { bundleOf, dict, registry } from './jinja/templar-of.ts';

const variables: Readonly<Record<string, Value>> = {
  five: '5',
  i: 5,
  nul: null,
  lst: [1, '2', '{{ i }}'],
  dct: dict({ a: '1', b: '{{ five }}' }),
  js: '[true, null]',
  py: '[True, None]',
  quoted: "'quoted'",
  lazy: '{{ i + 1 }}',
  ver: '3.10',
  tup: '1, 2',
  empty: '',
  tr: 'true',
};

function templar(settings: object = { jinja2Native: true }): Templar {
  return new Templar({
    ...registry,
    variables: { get: (name) => variables[name], names: () => Object.keys(variables), version: 0 },
    controller: bundleOf({ 't.j2': '[{{ i }}, {{ none }}]' }),
    find: (name) => name,
    settings: { ...defaultSettings(), ...settings },
  });
}

describe('native templates', () => {
  // What ansible-core 2.18.6 answers with jinja2_native = true.
  it.each<[string, Value]>([
    ['{{ five }}', 5],
    ['{{ (i) }}', 5],
    ['{{ nul }}', null],
    ['{{ none }}', null],
    ['{{ lst }}', [1, '2', 5]],
    ['{{ dct }}', dict({ a: '1', b: 5 })],
    ['{{ js }}', '[true, null]'],
    ['{{ py }}', [true, null]],
    ['{{ quoted }}', "'quoted'"],
    ['{{ lazy }}', 6],
    ['{{ ver }}', new Float(3.1)],
    ['{{ tup }}', new Tuple([1, 2])],
    ['{{ empty }}', ''],
    ['{{ tr }}', 'true'],
    ['{{ i }}{{ i }}', 55],
    ['{{ i }} {{ i }}', '5 5'],
    ['a{{ nul }}', 'aNone'],
    ['{% if true %}{% endif %}', null],
    ['{% if i %}{{ dct }}{% endif %}', dict({ a: '1', b: 5 })],
    ['{% for x in lst %}{{ x }},{% endfor %}', new Tuple([1, 2, 5])],
    ["{{ '1' | string }}", '1'],
    ['{{ i | string }}', '5'],
    ['{{ dct | to_json }}', '{"a": "1", "b": 5}'],
    ['{{ dct | to_json }} ', dict({ a: '1', b: 5 })],
    ['{{ (1, 2) }}', new Tuple([1, 2])],
    ['{{ [1, 2] | map("string") }}', ['1', '2']],
    [' {{ i }}', ' 5'],
    ['{{ i }} ', 5],
    ["{{ '0x10' }}", 16],
    ["{{ '010' }}", '010'],
    ["{{ '1_000' }}", 1000],
    ["{{ '5 # c' }}", 5],
    ["{{ '2024-10-11' }}", '2024-10-11'],
    ['{% set x %}5{% endset %}{{ x + 1 }}', 6],
    ["{{ lst | join(',') }}", new Tuple([1, 2, 5])],
  ])('%s', (template, wanted) => {
    expect(templar().template(template)).toEqual(wanted);
  });

  it('leave files text, with none written out', () => {
    expect(templar().render('t.j2', '[{{ five }}, {{ none }}, {{ nul }}]{{ none }}')).toBe('[5, None, None]None');
    expect(templar().render('t.j2', '{{ none }}')).toBe('None');
  });
});

describe('other settings of templates', () => {
  it('leave a text with an undefined variable as it is written', () => {
    const tolerant = templar({ errorOnUndefined: false });
    expect(tolerant.template(['{{ i }} {{ nope }}', '{{ i }}'])).toEqual(['{{ i }} {{ nope }}', 5]);
    expect(tolerant.render('t.j2', '{{ nope }}\n{{ i }}\n')).toBe('{{ nope }}\n{{ i }}\n');
    expect(() => templar({}).template('{{ nope }}')).toThrow("'nope' is undefined");
  });

  it('add statements', () => {
    const template = '{% for x in lst %}{% if x == 5 %}{% break %}{% endif %}{% do lst %}{{ x }}{% endfor %}';
    expect(() => templar({}).template(template)).toThrow('which is off');
    expect(templar({ jinja2Extensions: ['jinja2.ext.do', 'jinja2.ext.loopcontrols'] }).template(template)).toBe('12');
  });

  it('let the answers of lookups be rendered again', () => {
    expect(templar({}).evaluated("{{ lookup('env', 'X') }}").unsafe).toBe(true);
    expect(templar({ allowUnsafeLookups: true }).evaluated("{{ lookup('env', 'X') }}").unsafe).toBe(false);
  });
});
