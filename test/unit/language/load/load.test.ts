// length: a table of YAML texts and what they mean
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, formatDiagnostic } from '../../../../src/core/diagnostic.ts';
import { nodeValue, type YamlNode } from '../../../../src/core/node.ts';
import { formatSpan } from '../../../../src/core/span.ts';
import { toPlain } from '../../../../src/core/value/convert.ts';
import { repr } from '../../../../src/core/value/text.ts';
import { load } from '../../../../src/language/load.ts';

function read(text: string): { node: YamlNode | undefined; found: Diagnostic[] } {
  const found: Diagnostic[] = [];
  return { node: load(text, 'f.yml', (diagnostic) => found.push(diagnostic)), found };
}

/** The value as Python prints it, or the diagnostics. */
function value(text: string): string {
  const { node, found } = read(text);
  return node === undefined
    ? found.map((diagnostic) => formatDiagnostic(diagnostic, () => undefined)).join('\n')
    : repr(nodeValue(node));
}

/** A node and all below it, in the order of the text. */
function nodesOf(node: YamlNode): YamlNode[] {
  if (node.kind === 'scalar') return [node];
  const below = node.kind === 'sequence' ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  return [node, ...below.flatMap(nodesOf)];
}

describe('values', () => {
  it.each([
    ['', 'None'],
    ['# nothing\n', 'None'],
    ['---\n...\n', 'None'],
    ['v: [-, {-}, a]\n', "{'v': ['-', {'-': None}, 'a']}"],
    ['!unsafe k: v\n', "{'k': 'v'}"],
    ['v: 22:22\n', "{'v': 1342}"],
    ['v: 80:80\n', "{'v': '80:80'}"],
    ['v: 52:54:00:12:34:56\n', "{'v': 41135085296}"],
    ['v: 1e3\n', "{'v': '1e3'}"],
    ['{"v": 1e3}', "{'v': 1000.0}"],
    ['v: 0644\n', "{'v': 420}"],
    ['v: 1_000\n', "{'v': 1000}"],
    ['v: 123456789012345678901\n', "{'v': 123456789012345678901}"],
    ['v: 1.0\n', "{'v': 1.0}"],
    ['v: [yes, No, on, OFF, y, ~]\n', "{'v': [True, False, True, False, 'y', None]}"],
    ['v: 2024-01-02\n', "{'v': datetime.date(2024, 1, 2)}"],
    [
      'v: 2024-01-02 03:04:05.5 -5\n',
      "{'v': datetime.datetime(2024, 1, 2, 3, 4, 5, 500000, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=68400)))}",
    ],
    ['v: !!str 5\n', "{'v': '5'}"],
    ["v: ! '0644'\n", "{'v': 420}"],
    ['v: !!binary aGVsbG8=\n', "{'v': b'hello'}"],
    ['v: !!set {a, b}\n', "{'v': {'a', 'b'}}"],
    ['!!omap [a: 1]\n', "[('a', 1)]"],
    ['a: &a {x: 1, y: 1}\nb: {<<: *a, y: 2}\n', "{'a': {'x': 1, 'y': 1}, 'b': {'x': 1, 'y': 2}}"],
    ['a: &a {x: 1}\nb: &b {x: 2, z: 2}\nc: {<<: [*a, *b]}\n', "{'a': {'x': 1}, 'b': {'x': 2, 'z': 2}, 'c': {'x': 1, 'z': 2}}"],
    ['1: a\ntrue: b\n1.0: c\n', "{1: 'c'}"],
    ['v: |\n  a\n   b\n\nw: >-\n  a\n  b\n', "{'v': 'a\\n b\\n', 'w': 'a b'}"],
    ['v: "a\nb"\nw: [1,\n2]\n', "{'v': 'a b', 'w': [1, 2]}"],
    ['a: 1\r\nb: "x\\\r\n  y"\r\n', "{'a': 1, 'b': 'xy'}"],
    ['\uFEFFa: 1\nb: 2\n', "{'a': 1, 'b': 2}"],
    ['a: [a:b, {"c":1}, {x:1}]\n', "{'a': ['a:b', {'c': 1}, {'x:1': None}]}"],
  ])('%j is %s', (text, wanted) => {
    expect(value(text)).toBe(wanted);
  });
});

describe('errors', () => {
  it.each([
    [
      'key: {{ x }}\n',
      'f.yml:1:7: YAML_SYNTAX: Cannot read the mapping: a mapping cannot be a key',
      'did you mean quotes around "{{ … }}"?',
    ],
    [
      'name: foo: bar\n',
      'f.yml:1:10: YAML_SYNTAX: Cannot read the value: unquoted text cannot have ": " in it',
      'did you mean quotes: "foo: bar"',
    ],
    [
      'a:\n\tb: 1\n',
      'f.yml:2:1: YAML_SYNTAX: Cannot read the line: a tab stands where it would be indentation',
      'indent with spaces',
    ],
    [
      'a: 1\nb:2\nc: 3\n',
      'f.yml:2:1: YAML_SYNTAX: Cannot read the mapping: a key needs ": " after it',
      'write a space after "b:"',
    ],
    ['a: "x\nb: 1\n', 'f.yml:1:4: YAML_SYNTAX: Cannot read the quoted text: its double quote is never closed', 'close it with "'],
    ["a: 'x\n", 'f.yml:1:4: YAML_SYNTAX: Cannot read the quoted text: its single quote is never closed', "close it with '"],
    [
      'a: "{{ x["b"] }}"\n',
      'f.yml:1:11: YAML_SYNTAX: Cannot read the YAML here: a key or the end of the mapping is expected',
      `did you mean single quotes outside: '{{ x["b"] }}'`,
    ],
    [
      "when: 'a' in x\n",
      'f.yml:1:11: YAML_SYNTAX: Cannot read the YAML here: a key or the end of the mapping is expected',
      `did you mean quotes around the whole value: "'a' in x"`,
    ],
    [
      'a: [1, 2\nb: 3\n',
      'f.yml:2:2: YAML_SYNTAX: Cannot read the YAML here: "," or "]" is expected',
      'close the "[" of line 1 with "]"',
    ],
    ['a: %x\n', 'f.yml:1:4: YAML_SYNTAX: Cannot read the value: unquoted text cannot start with "%"', 'quote the value'],
    [
      'a: *x\n',
      'f.yml:1:4: YAML_SYNTAX: Cannot read the alias "*x": it is not defined',
      'quote a value that starts with "*", or define "&x" above',
    ],
    ['a: !x 1\n', 'f.yml:1:4: YAML_SYNTAX: Cannot read the value: the tag "!x" is unknown', 'quote a value that starts with "!"'],
    [
      'x: "\\d"\n',
      'f.yml:1:5: YAML_SYNTAX: Cannot read the quoted text: it has the unknown escape "\\d"',
      'use single quotes, or double the backslash',
    ],
    [
      'a: 1\n---\nb: 2\n',
      'f.yml:2:1: YAML_SYNTAX: Cannot read the file: it has more than one document',
      'keep one document in a file',
    ],
    [
      'a: \x07\n',
      'f.yml:1:4: YAML_SYNTAX: Cannot read the file: it has a control character',
      'write it as an escape in double quotes',
    ],
    [
      'a: 2024-02-30\n',
      'f.yml:1:4: YAML_SYNTAX: Cannot read "2024-02-30": there is no such day or time',
      'quote it to keep it as text: "2024-02-30"',
    ],
    ['a: |x\n  y\n', 'f.yml:1:4: YAML_SYNTAX: Cannot read the block of text: "|x" is not how one starts', undefined],
    ['a: &a [*a]\n', 'f.yml:1:8: YAML_SYNTAX: Cannot read the alias "*a": it is part of what it stands for', undefined],
    ['d:\n  <<: 5\n', 'f.yml:2:7: YAML_SYNTAX: Cannot merge with "<<": it needs a mapping or a list of mappings', undefined],
  ])('%j is refused at its place', (text, message, hint) => {
    const { node, found } = read(text);
    expect(node).toBeUndefined();
    const [first] = found;
    expect(first && `${first.span && formatSpan(first.span)}: ${first.code}: ${first.message}`).toBe(message);
    if (hint !== undefined) expect(first?.hint).toBe(hint);
  });

  it('lists every tag and value that is wrong, not only the first', () => {
    expect(read('a: !x 1\nb: !y 2\nc: 2024-13-01\n').found.map((diagnostic) => diagnostic.span?.line)).toEqual([1, 2, 3]);
  });

  it('warns of a key given twice and takes the last', () => {
    const { node, found } = read('a: 1\nb: 2\na: 3\n');
    expect(node && repr(nodeValue(node))).toBe("{'a': 3, 'b': 2}");
    expect(found).toMatchObject([{ severity: 'warning', span: { line: 3, column: 1, length: 1 } }]);
    expect(found[0]?.message).toContain('found a duplicate dict key (a)');
  });

  const laughs = Array.from(
    { length: 12 },
    (_, n) =>
      `a${n}: &a${n} [${Array(9)
        .fill(n === 0 ? 'x' : `*a${n - 1}`)
        .join(', ')}]\n`,
  ).join('');
  it.each([
    ['lists in brackets', '['.repeat(10_000)],
    ['closed lists, which are JSON', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['lists in lines', `${'- '.repeat(10_000)}x\n`],
    ['mappings in lines', Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
    ['aliases of aliases', laughs],
  ])('refuses what is nested or repeated beyond reason: %s', (_, text) => {
    expect(read(text)).toMatchObject({ node: undefined, found: [{ severity: 'error', code: 'YAML_SYNTAX' }] });
  });
});

describe('places', () => {
  it('gives every node its line, column and length', () => {
    const { node } = read('---\n- name: x y\n  copy: {a: "b"}\n');
    expect(node && nodesOf(node).map(({ kind, span }) => `${kind} ${span.line}:${span.column}+${span.length ?? '-'}`)).toEqual([
      'sequence 2:1+-',
      'mapping 2:3+-',
      'scalar 2:3+4',
      'scalar 2:9+3',
      'scalar 3:3+4',
      'mapping 3:9+-',
      'scalar 3:10+1',
      'scalar 3:13+3',
    ]);
  });

  it('keeps how a scalar was written', () => {
    const { node } = read('[yes, "yes", !!str yes]');
    expect(node).toMatchObject({
      items: [
        { value: true, source: 'yes', plain: true },
        { value: 'yes', plain: false },
        { value: 'yes', plain: true, tag: '!!str' },
      ],
    });
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    'a',
    ': ',
    '- ',
    '\n',
    '  ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|\n',
    '>',
    '&a ',
    '*a',
    '!',
    '#',
    '\t',
    ',',
    '? ',
    '---\n',
    '\\',
    '0',
  );
  it('gives a node or an error, and throws nothing', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const { node, found } = read(parts.join(''));
        expect(node === undefined).toBe(found.some((diagnostic) => diagnostic.severity === 'error'));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads JSON back as it was written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (plain) => {
        const text = JSON.stringify(plain);
        const { node } = read(text);
        expect(node && JSON.stringify(toPlain(nodeValue(node)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('reads quoted texts in a YAML file back as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const { node } = read(
          `# no JSON\nv:\n${texts.map((text) => `- ${JSON.stringify(text)}\n- '${text.replaceAll("'", "''")}'\n`).join('')}w: 1\n`,
        );
        const list = node && nodeValue(node);
        expect(list instanceof Map && (list.get('v') ?? [])).toEqual(texts.flatMap((text) => [text, text]));
      }),
    );
  });
});
