import { describe, expect, it } from 'vitest';
import { parseCondition, parseTemplate } from '../../../../src/language/jinja/parser.ts';
import { TemplateSyntaxError } from '../../../../src/language/jinja/syntax-error.ts';

function failureOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    return `${error.line}:${error.column} ${error.why}${error.hint === undefined ? '' : ` (${error.hint})`}`;
  }
  return 'no error';
}

describe('parseTemplate', () => {
  it.each([
    ['a\n{{ x y }}', "2:6 expected the end of the expression, got 'y'"],
    ['{{ }}', '1:4 expected an expression, got the end of the expression'],
    ['{{ x', '1:1 the tag is not closed (close it with "}}" or "%}")'],
    ['{{ (x }}', "1:7 unexpected '}', expected ')'"],
    ['{{ x) }}', "1:5 unexpected ')'"],
    ['{{ [x', "1:6 ']' is missing before the end"],
    ["{{ 'a }}", '1:4 the string is not closed'],
    ["{{ '\\x1' }}", '1:4 the string has an escape sequence that is not valid'],
    ['{{ $x }}', "1:4 unexpected character '$'"],
    ['{{ a..b }}', '1:6 expected name or number'],
    ['{{ a is b is c }}', '1:11 tests with "is" cannot be chained'],
    ['{{ f(a=1, b) }}', '1:5 the arguments of the call are in an order that is not valid'],
    ['{{ a = b }}', `1:6 expected the end of the expression, got '=' (a comparison is written "==")`],
    ['x\n  {% if a %}\nb', "2:6 the statement 'if' is not closed: expected 'endif'"],
    ['{% if a %}{% for b in c %}{% endif %}', `1:30 unexpected 'endif': 'for' is still open ("for" ends with "endfor")`],
    ['{% endfor %}', "1:4 'endfor' has no beginning"],
    ['{% fro a in b %}', `1:4 unknown statement 'fro' (did you mean "for"?)`],
    ['{% if a %}{% endiff %}', `1:14 unknown statement 'endiff' (did you mean "endif"?)`],
    ['{% do x %}', "1:4 the statement 'do' belongs to the extension 'do', which is off"],
    ['{% set true = 1 %}', "1:8 'true' cannot be assigned to"],
    ['{% macro m(a=1, b) %}{% endmacro %}', '1:17 a parameter without a default follows one that has one'],
    ['{% from "a" import _b %}', '1:20 a name that starts with an underscore cannot be imported'],
    ['{% block a-b %}{% endblock %}', '1:11 the name of a block has no hyphens, use underscores'],
    ['{% block a %}{% endblock %}{% block a %}{% endblock %}', "1:31 the block 'a' is defined twice"],
    ['{% raw %}x', '1:1 the raw block is not closed'],
    ['a {# b', '1:3 the comment is not closed'],
    ['{% call x %}{% endcall %}', '1:4 expected a call'],
    ['{% %}', '1:4 expected the name of a statement'],
  ])('says where %j is wrong', (source, wanted) => {
    expect(failureOf(() => parseTemplate(source))).toBe(wanted);
  });

  it('reads the statements of an extension that is on', () => {
    const { body } = parseTemplate(
      '{% for a in b %}{% break %}{% endfor %}{% do a %}',
      undefined,
      new Set(['do', 'loopcontrols']),
    );
    expect(body.map((part) => part.kind)).toEqual(['for', 'do']);
  });

  it('knows whether a method may change a container in place', () => {
    expect(parseTemplate('{{ l.append(1) }}').mutates).toBe(true);
    expect(parseTemplate('{{ l.index(1) }}').mutates).toBe(false);
  });
});

describe('parseCondition', () => {
  it.each([
    ['a ==', '1:5 expected an expression, got the end of the statement'],
    ['a = 1', `1:3 expected the end of the statement, got '=' (a comparison is written "==")`],
    ['a and (b', "1:9 unexpected '}', expected ')'"],
    ['a if b else c', "1:3 expected the end of the statement, got 'if'"],
  ])('says where %j is wrong, counted in the condition', (source, wanted) => {
    expect(failureOf(() => parseCondition(source))).toBe(wanted);
  });
});
