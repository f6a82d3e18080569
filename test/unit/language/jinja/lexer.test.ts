import { describe, expect, it } from 'vitest';
import { normalizeSource, tokenize } from '../../../../src/language/jinja/lexer.ts';
import { ansibleSyntax, type Syntax } from '../../../../src/language/jinja/syntax.ts';

/** The tokens in short: data in quotes, the rest as written, tags as `<…>`. */
function tokens(source: string, options: Partial<Syntax> = {}): string {
  const syntax = { ...ansibleSyntax, ...options };
  const found = tokenize(normalizeSource(source, syntax), syntax);
  return found
    .filter((token) => token.type !== 'end')
    .map(({ type, text }) => {
      if (type === 'data') return JSON.stringify(text);
      if (type.endsWith('_begin')) return '<';
      return type.endsWith('_end') ? '>' : text;
    })
    .join(' ');
}

describe('tokenize', () => {
  it.each<[string, string, string, Partial<Syntax>?]>([
    ['plain text', 'a b', '"a b"'],
    ['an expression', 'a{{ b.c|d(1, x=2.5) }}e', '"a" < b . c | d ( 1 , x = 2.5 ) > "e"'],
    ['the longest operators first', '{{ a//b**c==d>=e~f }}', '< a // b ** c == d >= e ~ f >'],
    ['numbers', '{{ 1_000 0x1F 0b11 0o17 1e3 1.5e-3 a.0.1 }}', '< 1_000 0x1F 0b11 0o17 1e3 1.5e-3 a . 0 . 1 >'],
    ['strings with escaped quotes', `{{ 'a\\'b' "c" }}`, `< a\\'b c >`],
    ['a closing delimiter within brackets', '{{ {"a": {}} }}', '< { a : { } } >'],
    ['the line end after a block', '{% if a %}\nb{% endif %}\nc', '< if a > "b" < endif > "c"'],
    ['the line end kept by a plus', '{% if a +%}\nb{% endif %}', '< if a > "\\nb" < endif >'],
    ['the line end after an expression', '{{ a }}\nb', '< a > "\\nb"'],
    ['white space taken by a minus', 'a \n {{- b -}} \n c', '"a" < b > "c"'],
    ['a comment and its line end', 'a{# b\nc #}\nd', '"a" "d"'],
    ['a raw block', '{% raw %}{{ a }}{% endraw %}b', '"{{ a }}" "b"'],
    ['a raw block with white-space control', 'a {%- raw -%} b {%- endraw -%} c', '"a" "b" "c"'],
    ['line ends of all kinds', 'a\r\nb\rc\n', '"a\\nb\\nc"'],
    ['indentation kept', '  {% if a %}\n', '"  " < if a >'],
    ['indentation taken by lstrip_blocks', 'x\n  {% if a %}\n', '"x\\n" < if a >', { lstripBlocks: true }],
    ['indentation kept by a plus', '  {%+ if a %}\n', '"  " < if a >', { lstripBlocks: true }],
    ['indentation before an expression', '  {{ a }}', '"  " < a >', { lstripBlocks: true }],
    [
      'other delimiters',
      '{{ a }} [[ b ]]<% if c %>',
      '"{{ a }} " < b > < if c >',
      { variableStart: '[[', variableEnd: ']]', blockStart: '<%', blockEnd: '%>' },
    ],
    ['the last line end where it is kept', 'a\n', '"a\\n"', { keepTrailingNewline: true }],
    ['line statements', 'a\n# if b\nc\n# endif', '"a\\n" < if b > "c\\n" < endif >', { lineStatement: '#' }],
    ['line comments', 'a ## b\nc', '"a" "\\nc"', { lineComment: '##' }],
  ])('reads %s', (_name, source, wanted, options) => {
    expect(tokens(source, options)).toBe(wanted);
  });
});
