import { describe, expect, it } from 'vitest';
import { templarOf } from './templar-of.ts';

const templar = templarOf({ m: "{{ '<' | e }}", d: new Map([['a', '<']]) });

describe('Markup', () => {
  it.each([
    ["('<' | e) + '<'", '&lt;&lt;'],
    ["'<' + ('<' | e)", '&lt;&lt;'],
    ["('<' | e) ~ '<'", '&lt;<'],
    ["('<' | e) * 2 + '>'", '&lt;&lt;&gt;'],
    ["'<' | e | e", '&lt;'],
    ["'<' | e | forceescape", '&amp;lt;'],
    ["'<' | e | string | e", '&amp;lt;'],
    ["'<' | safe | e", '<'],
    ["'<' | safe | upper | e", '<'],
    ["'<' | e | replace('&', '<')", '<lt;'],
    ["('<%s %d>' | safe) % ('<', 3)", '<&lt; 3>'],
    ["'<%s>' | safe | format('<')", '<&lt;>'],
    ["('<{}{:>3}>' | safe).format('<', 5)", '<&lt;  5>'],
    ["('<i>' | safe).join(['<', '>' | e])", '&lt;<i>&gt;'],
    ["['<', '>'] | map('e') | join('<')", '&lt;<&gt;'],
    ["['<'] | map('e') | list", "[Markup('&lt;')]"],
    ["('a<b' | safe).split('<')[0] + '<'", 'a&lt;'],
    ["('<' | e)[1:] + '<'", 'lt;&lt;'],
    ["('' | e) | default('<', true)", '<'],
    ["('<' | e) in ['&lt;'] and '&' in ('<' | e)", 'True'],
    ["{('a' | e): 1}['a' | e]", '1'],
    ["d | tojson is escaped and '<' | e is escaped and '<' is not escaped", 'True'],
    ["'<' | e | type_debug", 'Markup'],
    ["{'k': '<' | e, 'l': '<'} | xmlattr", ' k="&lt;" l="&lt;"'],
    ["'<a@b.org>' | e | urlize", '&lt;<a href="mailto:a@b.org">a@b.org</a>&gt;'],
    ["['<' | e] | to_json", '["&lt;"]'],
    ["'&lt;&eacute;&#60;' | striptags", '<é<'],
    ['m ~ "<"', '&lt;<'],
  ])('%s is %s', (expression, text) => {
    expect(templar.template(`|{{ ${expression} }}`)).toBe(`|${text}`);
  });

  it('has a result that is a string, or the value that it is a literal of', () => {
    expect(templar.template("{{ '<' | e }}")).toBe('&lt;');
    expect(templar.template("{{ '[1]' | safe }}")).toEqual([1]);
  });
});

describe('urlize', () => {
  const link = (url: string, text = url) => `<a href="${url}" rel="noopener">${text}</a>`;
  it.each([
    ['see (http://x.example.com/a_(b)).', `see (${link('http://x.example.com/a_(b)')}).`],
    ['www.example.de', link('https://www.example.de', 'www.example.de')],
    ['http://x.y http://10.0.0.1:8080/', `http://x.y ${link('http://10.0.0.1:8080/')}`],
    ['@a@b.org mailto:a@b.org', '@a@b.org <a href="mailto:a@b.org">a@b.org</a>'],
  ])('finds the links in %s', (source, text) => {
    expect(templar.template(`|{{ '${source}' | urlize }}`)).toBe(`|${text}`);
  });

  it('knows more schemes when told', () => {
    expect(templar.template("{{ 'tel:1' | urlize(extra_schemes=['tel:']) }}")).toBe(link('tel:1'));
    expect(() => templar.template("{{ 'tel:1' | urlize(extra_schemes=['x']) }}")).toThrow('URI scheme');
  });
});
