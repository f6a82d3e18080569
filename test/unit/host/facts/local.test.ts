import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toPlain, toValue } from '../../../../src/core/value/convert.ts';
import { HostFacts } from '../../../../src/host/facts/host-facts.ts';
import { emptyHost } from '../../../support/memory-host.ts';
import { realMachine } from '../../../support/real-machine.ts';

/** The facts that one file gives; `fact_path` is the directory of it. */
function factOf(text: string): unknown {
  const host = emptyHost({ files: { '/facts/a.fact': { content: text } } });
  const facts = new HostFacts({ files: host, environment: {} });
  const local = facts.gather({ subset: ['local'], filter: [], factPath: '/facts' }).get('ansible_local');
  return (local as Record<string, unknown>)['a'];
}

describe('a local fact', () => {
  // What ansible-core 2.18.6 (Python 3.11) makes of the same files.
  it.each([
    ['{"a": [1, true, null]}', { a: [1, true, null] }],
    ['"text"', 'text'],
    ['', {}],
    ['[One]\nKey = Value\nother: x\n # comment\nlong = a\n  b\n', { One: { key: 'Value', other: 'x', long: 'a\nb' } }],
    [
      '[One]\nKey = Value\n[Two]\n[DEFAULT]\nd = %(key)s 1\nkey=Z\n',
      { One: { key: 'Value', d: 'Value 1' }, Two: { d: 'Z 1', key: 'Z' } },
    ],
    ['[a]\nb = 1 ; c\nc = 2 # d\n; x\n\n# y\nk= \n', { a: { b: '1 ; c', c: '2 # d', k: '' } }],
    ['[a]\nb = 100%%\n', { a: { b: '100%' } }],
    ['[a]\nb = one\n\n  two\n', { a: { b: 'one\n\ntwo' } }],
    ['[a b]\nb=c=d:e\n', { 'a b': { b: 'c=d:e' } }],
  ])('of %j', (text, expected) => {
    expect(toPlain(toValue(factOf(text)))).toEqual(expected);
  });

  it.each([
    ['neither', '"neither" stands in no section'],
    ['[a]\nb\n', '"b" gives no option a value'],
    ['[a]\nb=1\n[a]\nc=2\n', 'section "a" stands there twice'],
    ['[a]\nb=1\nB=2\n', 'option "b" stands there twice'],
    ['[a]\nb = 50%\n', '"50%" has a "%" that is neither "%%" nor "%(name)s"'],
    ['[a]\nb = %(zz)s\n', '"%(zz)s" names option "zz", which there is not'],
    ['[a]\nb = %(b)s\n', 'values refer to each other more than 10 deep'],
  ])('that cannot be used says why: %j', (text, why) => {
    expect(factOf(text)).toBe(`Cannot use the fact "/facts/a.fact": it is neither JSON nor INI: ${why}`);
  });

  it('keeps the numbers of JSON as they are', () => {
    expect(JSON.stringify(toPlain(toValue(factOf('[1.0, 2]'))))).toBe('[1,2]');
    expect(String((factOf('[1.0]') as { text(): string }[])[0]?.text())).toBe('1.0');
  });
});

describe('programs among local facts', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'drover-facts-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function program(name: string, text: string): void {
    writeFileSync(join(directory, name), text);
    chmodSync(join(directory, name), 0o755);
  }

  function local(): Record<string, unknown> {
    const snapshot = realMachine().facts.gather({ subset: ['local'], filter: [], factPath: directory });
    return toPlain(toValue(snapshot.get('ansible_local'))) as Record<string, unknown>;
  }

  it('are run, and print JSON or INI', () => {
    program('json.fact', '#!/bin/sh\necho \'{"where": "\'"$PWD"\'"}\'\n');
    program('ini.fact', '#!/bin/sh\nprintf "[s]\\nv=1\\n"\n');
    expect(local()).toEqual({ json: { where: '/' }, ini: { s: { v: '1' } } });
  });

  it('that fail say so', () => {
    program('bad.fact', '#!/bin/sh\necho no >&2; exit 3\n');
    mkdirSync(join(directory, 'folder.fact'));
    const { bad, folder } = local();
    expect(bad).toBe(`Cannot run the fact "${directory}/bad.fact": exit code 3: no`);
    expect(folder).toMatch(/^Cannot run the fact ".*folder.fact": exit code -1: .*EACCES/);
  });

  it('are as all facts those of the moment of setup', () => {
    const machine = realMachine();
    program('now.fact', `#!/bin/sh\ncat ${directory}/state\n`);
    writeFileSync(join(directory, 'state'), '"before"');
    const snapshot = machine.facts.gather({ subset: ['local'], filter: [], factPath: directory });
    machine.writeFile(join(directory, 'state'), '"after"');
    expect(snapshot.get('ansible_local')).toEqual({ now: 'before' });
  });
});
