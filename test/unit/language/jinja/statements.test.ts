import { describe, expect, it } from 'vitest';
import type { Value } from '../../../../src/core/value/types.ts';
import { dict, templarOf } from './templar-of.ts';

const variables: Readonly<Record<string, Value>> = {
  l: ['a', 'b', 'c'],
  d: dict({ x: 1, y: 2 }),
  v: 'outer',
  tree: [dict({ n: '1', kids: [dict({ n: '2', kids: [] })] })],
};

const files = {
  'inc.j2': '<{{ v }}{{ loop.index | default("") }}>\n',
  'macros.j2': '{% set exported = 7 %}{% macro m(a, b="B") %}{{ a }}{{ b }}{{ v | default("no v") }}{% endmacro %}',
  'base.j2': 'top {% block head %}base head{% endblock %} {% block body %}{% endblock %} end',
  'middle.j2': '{% extends "base.j2" %}{% block head %}middle+{{ super() }}{% endblock %}',
};

function rendered(template: string, extensions?: ReadonlySet<string>): string {
  return templarOf(variables, files, extensions).render('main.j2', template);
}

describe('a template', () => {
  it.each([
    ['branches', '{% if v == "x" %}1{% elif v %}2{% else %}3{% endif %}', '2'],
    ['loops', '{% for x in l %}{{ loop.index }}{{ x }}{{ "," if not loop.last }}{% endfor %}', '1a,2b,3c'],
    ['unpacking', '{% for k, w in d.items() %}{{ k }}={{ w }};{% endfor %}', 'x=1;y=2;'],
    ['a filtered loop', '{% for x in l if x != "b" %}{{ loop.index0 }}{{ x }}{% endfor %}', '0a1c'],
    ['an empty loop', '{% for x in [] %}{{ x }}{% else %}none{% endfor %}', 'none'],
    [
      'neighbours',
      '{% for x in l %}{{ loop.previtem | default("-") }}{{ x }}{{ loop.nextitem | default("-") }} {% endfor %}',
      '-ab abc bc- ',
    ],
    [
      'changes and cycles',
      '{% for x in [1, 1, 2] %}{{ loop.changed(x) }}{{ loop.cycle("o", "e") }} {% endfor %}',
      'Trueo Falsee Trueo ',
    ],
    ['recursion', '{% for x in tree recursive %}({{ x.n }}@{{ loop.depth }}{{ loop(x.kids) }}){% endfor %}', '(1@1(2@2))'],
    ['no leaks out of loops', '{% set x = 0 %}{% for y in l %}{% set x = x + 1 %}{% endfor %}{{ x }}', '0'],
    ['namespaces', '{% set ns = namespace(n=0) %}{% for y in l %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}', '3'],
    ['captured text', '{% set x %}a{{ v }}{% endset %}{{ x | upper }}', 'AOUTER'],
    ['captured and filtered text', '{% set x | upper %}a{% endset %}{{ x }}', 'A'],
    ['with', '{% with v = "in", w = v %}{{ v }} {{ w }}{% endwith %} {{ v }}', 'in outer outer'],
    [
      'macros',
      '{% macro m(a, b=2) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, z=4) }}',
      "12(3,){'z': 4}",
    ],
    ['call blocks', '{% macro m() %}[{{ caller("x") }}]{% endmacro %}{% call(a) m() %}{{ a }}{{ v }}{% endcall %}', '[xouter]'],
    ['filter blocks', '{% filter upper | replace("A", "o") %}a{{ v }}{% endfilter %}', 'oOUTER'],
    ['raw text', '{% raw %}{{ v }}{% endraw %}', '{{ v }}'],
    ['includes', '{% for x in l %}{% include "inc.j2" %}{{ loop.index }}{% endfor %}', '<outer1>1<outer2>2<outer3>3'],
    ['includes that do not see loop', '{% for x in ["a"] %}{% include "inc.j2" %}{% endfor %}', '<outer>'],
    ['includes that are missing', 'a{% include ["no.j2", "nor.j2"] ignore missing %}b', 'ab'],
    ['imports', '{% import "macros.j2" as m %}{{ m.m(1) }} {{ m.exported }}', '1Bno v 7'],
    ['imports with context', '{% from "macros.j2" import m as n with context %}{{ n(1, b=2) }}', '12outer'],
    [
      'inheritance',
      '{% extends "middle.j2" %}x{% block body %}{{ self.head() }}{% endblock %}y',
      'top middle+base head middle+base head end',
    ],
    [
      'cyclers and joiners',
      '{% set c = cycler(1, 2) %}{% set j = joiner("|") %}{% for x in l %}{{ j() }}{{ c.next() }}{% endfor %}',
      '1|2|1',
    ],
  ])('renders %s', (_name, template, wanted) => expect(rendered(template)).toBe(wanted));

  it('breaks and continues loops with the extension loopcontrols', () => {
    const template =
      '{% for x in l %}{% if x == "b" %}{% continue %}{% endif %}{{ x }}{% if x == "c" %}{% break %}{% endif %}{% endfor %}';
    expect(rendered(template, new Set(['loopcontrols']))).toBe('ac');
  });

  it.each([
    ['{% include "no.j2" %}', 'Cannot find template no.j2'],
    ['{% set v = nope %}{% include "inc.j2" %}', "'nope' is undefined"],
    ['{% macro m() %}{% endmacro %}{{ m(1) }}', 'it takes not more than 0 argument(s)'],
    ['{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}', "parameter 'a' was not provided"],
    ['{% for a, b in [[1, 2, 3]] %}{% endfor %}', 'too many values (expected 2)'],
    ['{% for x in 5 %}{% endfor %}', "'int' object is not iterable"],
    ['{% set x.y = 1 %}', 'x is not a namespace object'],
    ['{% from "macros.j2" import nope %}{{ nope() }}', "does not export the requested name 'nope'"],
  ])('%s fails: %s', (template, wanted) => expect(() => rendered(template)).toThrow(wanted));
});

describe('a name that a template sets', () => {
  it.each([
    ['is a variable until it is set', '{{ v }}{% set v = 1 %}{{ v }}', 'outer1'],
    ['is undefined in scopes before it is set', '{% for x in ["a"] %}{{ v is defined }}{% endfor %}{% set v = 1 %}', 'False'],
    [
      'is a variable there where it was read before',
      '{{ v }}{% for x in ["a"] %}{{ v }}{% endfor %}{% set v = 1 %}',
      'outerouter',
    ],
    ['may stay a variable if only one branch sets it', '{% if false %}{% set v = 1 %}{% endif %}{{ v }}', 'outer'],
    ['is seen by macros when they are called', '{% macro m() %}{{ w }}{% endmacro %}{% set w = 1 %}{{ m() }}', '1'],
    [
      'is a variable in an include before it is set',
      '{% for x in ["a"] %}{% include "inc.j2" %}{% endfor %}{% set v = 1 %}',
      '<outer>',
    ],
  ])('%s', (_name, template, wanted) => expect(rendered(template)).toBe(wanted));
});
