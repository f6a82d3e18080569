import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, FileJournal, replay } from '../../../src/agent/journal.ts';

let directory = '';
let path = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-journal-'));
  path = join(directory, 'state/handlers.jsonl');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('what a journal leaves owed', () => {
  it.each([
    ['nothing at first', [], []],
    ['what was intended by a task that never ended', [['intend', 'a', 'b']], ['a', 'b']],
    [
      'what was notified',
      [
        ['intend', 'a', 'b'],
        ['settle', 'a'],
      ],
      ['a'],
    ],
    ['nothing of a task that changed nothing after all', [['intend', 'a'], ['settle']], []],
    [
      'nothing of a handler that ran',
      [
        ['intend', 'a'],
        ['settle', 'a'],
        ['finish', 'a'],
      ],
      [],
    ],
    [
      'a handler that was notified again after it ran',
      [
        ['settle', 'a'],
        ['finish', 'a'],
        ['intend', 'a'],
      ],
      ['a'],
    ],
    [
      'what a later run took over, whatever its own tasks do',
      [['intend', 'a'], ['owe', 'a'], ['intend', 'b'], ['settle']],
      ['a'],
    ],
    [
      'only what a later run found',
      [
        ['settle', 'a', 'b'],
        ['owe', 'b'],
      ],
      ['b'],
    ],
  ] as const)('is %s', (_, given, owed) => {
    const entries = given.map(([op, ...handlers]) => ({ op, handlers }));
    expect([...replay(entries)]).toEqual(owed);
  });

  it('does not count half a line', () => {
    expect(entriesOf('{"op":"settle","handlers":["a"]}\n{"op":"fin')).toEqual([{ op: 'settle', handlers: ['a'] }]);
  });
});

describe('a journal on the disk', () => {
  it('is no file as long as no task that notifies changes anything', () => {
    const journal = new FileJournal(path);
    journal.settle([]);
    journal.finish('a');
    journal.close();
    expect(existsSync(path)).toBe(false);
  });

  it('hands on what a run that died owes, and goes when it is done', () => {
    const first = new FileJournal(path);
    first.intend(['a', 'b']);
    first.settle(['a']);
    const second = new FileJournal(path);
    expect(second.owed()).toEqual(['a']);
    second.finish('a');
    second.close();
    expect(existsSync(path)).toBe(false);
  });

  it('still owes what two runs that died one after the other left', () => {
    new FileJournal(path).intend(['a']);
    const second = new FileJournal(path);
    second.intend(['b']);
    second.settle([]);
    expect(new FileJournal(path).owed()).toEqual(['a']);
  });

  it('goes on behind a line that was cut off', () => {
    const first = new FileJournal(path);
    first.intend(['a']);
    first.settle(['a']);
    truncateSync(path, readFileSync(path).length - 3);
    const second = new FileJournal(path);
    second.intend(['b']);
    second.settle(['b']);
    expect(new FileJournal(path).owed()).toEqual(['a', 'b']);
  });

  it('writes down each intention once, however many changes a task makes', () => {
    const journal = new FileJournal(path);
    journal.intend(['a']);
    const before = readFileSync(path, 'utf8');
    journal.intend(['a']);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('gives up what no play of the bundle has any more, and says what', () => {
    new FileJournal(path).intend(['gone', 'here']);
    const journal = new FileJournal(path);
    journal.finish('here');
    expect(journal.abandon()).toEqual(['gone']);
    journal.close();
    expect(existsSync(path)).toBe(false);
  });

  it('refuses to forget what it cannot read', () => {
    writeFileSync(join(directory, 'file'), '');
    expect(() => new FileJournal(join(directory, 'file/journal'))).toThrow(
      `Cannot read the journal "${directory}/file/journal": a part of its path is not a directory`,
    );
  });
});
