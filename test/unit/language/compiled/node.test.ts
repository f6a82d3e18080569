import { describe, expect, it } from 'vitest';
import type { YamlNode } from '../../../../src/core/node.ts';
import { decodeNode } from '../../../../src/language/compiled/decode-node.ts';
import { encodeNode } from '../../../../src/language/compiled/encode-node.ts';
import { load } from '../../../../src/language/load.ts';

function parsed(text: string): YamlNode {
  const node = load(text, 'a.yml', ({ message }) => expect.fail(message));
  return node ?? expect.fail('it has errors');
}

const compiled = (text: string) => encodeNode(parsed(text), 'a.yml') ?? expect.fail('it has no compiled form');

describe('the compiled form of a file', () => {
  it.each([
    ['', 'nothing'],
    [
      "- name: One\n  copy: { dest: \"/a\", content: 'it''s' }\n  when: x is y\n- two:\n    - 1\n    - 0x1F\n    - yes\n    - ~\n",
      'tasks',
    ],
    ['a: |\n  text\n  more\nb: >-\n  folded\n  text\nc: "\\u00e9\\n\u{1f600}"\n', 'blocks and escapes'],
    ['big: 123456789012345678901234567890\nfloat: 1.50\ninfinite: -.inf\nnot: .nan\nzero: -0.0\n', 'numbers'],
    ['a: !unsafe "{{ x }}"\nb: !unsafe [1, "{{ y }}"]\nc: !!str 12\n', 'tags'],
    ['a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  3132\nb: !vault "x"\n', 'encrypted values, which stay so'],
    ['base: &base { x: 1 }\nother:\n  <<: *base\n  y: 2\nlist: [*base, *base]\n', 'aliases'],
    ['__proto__: { constructor: 1 }\nconstructor: x\n? ""\n: empty\n', 'keys that JavaScript has a use for'],
    ['{"a": [1, 2.5, null, true], "b": {"c": "\\u2028"}}', 'JSON'],
  ])('comes back as it was parsed: %j (%s)', (text) => {
    expect(decodeNode(compiled(text), 'a.yml')).toStrictEqual(parsed(text));
  });

  it('is one line of ASCII', () => {
    expect(compiled('ключ: "значение\\n\u2028"\n')).toMatch(/^[ -~]+$/);
  });

  it('keeps what an alias repeats as one node', () => {
    const node = decodeNode(compiled('- &a [x]\n- *a\n'), 'a.yml');
    expect(node.kind === 'sequence' && node.items[0] === node.items[1]).toBe(true);
  });

  it('names the file that is asked for in its spans', () => {
    expect(decodeNode(compiled('- x\n'), 'b/../a.yml').span.file).toBe('b/../a.yml');
  });

  it.each([['at: 2020-01-02\n'], ['data: !!binary aGVsbG8=\n'], ['some: !!set {a, b}\n']])(
    'is refused for %j, which would not come back',
    (text) => {
      expect(encodeNode(parsed(text), 'a.yml')).toBeUndefined();
    },
  );

  it('is refused for a node with a field that it does not know', () => {
    expect(encodeNode(Object.assign(parsed('- x\n'), { style: 'flow' }), 'a.yml')).toBeUndefined();
  });

  it.each(['[]', '[[],[]]', '[["a"],[12,1,1,2]]', '[["a"],[0,1,1]]', '[["a"],[1,1,1,0,1,0,0,1,0,0]]'])(
    'is found damaged: %s',
    (text) => {
      expect(() => decodeNode(text, 'a.yml')).toThrow();
    },
  );
});
