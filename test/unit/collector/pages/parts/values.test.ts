import { describe, expect, it } from 'vitest';
import { changes } from '../../../../../src/collector/pages/parts/changes.ts';
import { longText } from '../../../../../src/collector/pages/parts/long-text.ts';
import { values } from '../../../../../src/collector/pages/parts/values.ts';
import { textOf } from '../support.ts';

describe('values', () => {
  it('are sorted by name, strings as they are, the rest as JSON', () => {
    expect(textOf(String(values({ rc: 28, cmd: ['a', 'b'], 'b.c': null, a: '1' })))).toBe('a 1 b.c null cmd [ "a", "b" ] rc 28');
  });

  it('say where there is nothing', () => {
    expect(textOf(String(values({ stdout: '', gone: undefined })))).toBe('stdout empty');
  });

  it('keep the lines of a text', () => {
    expect(String(values({ stdout: 'a\n  b\n' }))).toContain('<pre class="text">a\n  b\n</pre>');
  });
});

describe('longText', () => {
  it('is whole up to the limit', () => expect(String(longText('abc', 3))).toBe('<pre class="text">abc</pre>'));

  it('is cut beyond it, with the whole to be unfolded', () => {
    const page = String(longText('abcd', 3));
    expect(page).toContain('<pre class="text">abc…</pre>');
    expect(page).toContain('<summary>Show all 4 characters</summary><pre class="text">abcd</pre>');
  });

  it('or behind a link', () => {
    const page = String(longText('abcd', 3, '/t'));
    expect(page).toContain('<a href="/t">Show all 4 characters</a>');
    expect(page).not.toContain('abcd');
  });
});

describe('changes', () => {
  const all = [
    { path: 'mode', before: '0755', after: '0700' },
    { path: 'packages.curl', before: undefined, after: { version: 8 } },
  ];

  it('say path, before and after', () => {
    expect(textOf(String(changes(all, { items: 5 }, undefined)))).toBe(
      'mode 0755 → 0700 packages.curl nothing → { "version": 8 }',
    );
  });

  it('are cut, with a way to the rest', () => {
    expect(String(changes(all, { items: 1 }, '/t'))).toContain('<a href="/t">Show all 2 changes</a>');
    expect(String(changes(all, { items: 1 }, undefined))).toMatch(/<details[\s\S]*packages\.curl/);
  });
});
