import { describe, expect, it } from 'vitest';
import { checkCondition, checkTemplate, type TemplateFinding } from '../../../../src/language/jinja/check-template.ts';
import { unknownTest } from '../../../../src/language/jinja/unknown-name.ts';
import { registry } from './templar-of.ts';

function short(findings: readonly TemplateFinding[]): string[] {
  return findings.map(
    ({ line, column, length, code, hint }) => `${line}:${column}+${length} ${code}${hint === undefined ? '' : ` ${hint}`}`,
  );
}

describe('checkTemplate', () => {
  it.each([
    ['plain { text }', []],
    [
      "a\n {{ x | defalt('a') }} {{ x is definde }}",
      ['2:9+6 FILTER_UNKNOWN did you mean "default"?', '2:32+7 TEST_UNKNOWN did you mean "defined"?'],
    ],
    ["{{ lookup('fil', 'x') }}", ['1:11+3 LOOKUP_UNKNOWN did you mean "file"?']],
    [
      "{{ l | map('uper') | selectattr('a', 'od') }}",
      ['1:12+4 FILTER_UNKNOWN did you mean "upper"?', '1:38+2 TEST_UNKNOWN did you mean "odd"?'],
    ],
    ['{% if false %}{{ x | nosuchfilteratall }}{% endif %}', ['1:22+17 FILTER_UNKNOWN']],
    ['#jinja2: trim_blocks: False\n{{ x | defalt }}', ['2:8+6 FILTER_UNKNOWN did you mean "default"?']],
    ["{{ lookup('url', 'http://x') }}", ['1:11+3 UNSUPPORTED']],
    ['{{ x | community.general.jc }}', ['1:8+20 UNSUPPORTED']],
    ['{{ x is community.crypto.thing }}', ['1:9+22 UNSUPPORTED']],
    ['{{ x', ['1:1+1 TEMPLATE_SYNTAX close it with "}}" or "%}"']],
    ['{{ f(a=1, a=2) }}', ['1:11+1 TEMPLATE_SYNTAX']],
  ])('finds what is wrong in %j', (template, wanted) => expect(short(checkTemplate(template, registry))).toEqual(wanted));
});

describe('checkCondition', () => {
  it.each([
    ['x is defined', []],
    ['x is definde', ['1:6+7 TEST_UNKNOWN did you mean "defined"?']],
    ['{{ x | defalt }}', ['1:8+6 FILTER_UNKNOWN did you mean "default"?']],
    ['x ==', ['1:5+1 TEMPLATE_SYNTAX']],
  ])('finds what is wrong in %j', (condition, wanted) => expect(short(checkCondition(condition, registry))).toEqual(wanted));
});

describe('a name that no test can have', () => {
  it('is told in Ansible’s words', () => {
    expect(unknownTest('x ').message).toContain(
      `TemplateSyntaxError: Could not load "x ": 'invalid plugin name: ansible.builtin.x '`,
    );
    expect(unknownTest('x').message).toBe('Cannot use test "x": there is no test of that name');
  });
});
