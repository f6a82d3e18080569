import { describe, expect, it } from 'vitest';
import { refUpdates } from '../../../src/release/ref-updates.ts';

const a = 'a'.repeat(40);
const b = 'b'.repeat(40);
const none = '0'.repeat(40);

describe('What Git tells a hook', () => {
  it('is read for post-receive: from, to, reference', () => {
    const input = `${a} ${b} refs/heads/main\n${none} ${b} refs/heads/new\n${a} ${none} refs/tags/old\n`;
    expect(refUpdates('post-receive', input)).toEqual([
      { reference: 'refs/heads/main', from: a, to: b },
      { reference: 'refs/heads/new', from: undefined, to: b },
      { reference: 'refs/tags/old', from: a, to: undefined },
    ]);
  });

  it('is read for pre-push: the local reference does not matter', () => {
    const input = `refs/heads/topic ${b} refs/heads/main ${a}\n(delete) ${none} refs/heads/old ${a}\nHEAD ${b} refs/heads/new ${none}\n`;
    expect(refUpdates('pre-push', input)).toEqual([
      { reference: 'refs/heads/main', from: a, to: b },
      { reference: 'refs/heads/old', from: a, to: undefined },
      { reference: 'refs/heads/new', from: undefined, to: b },
    ]);
  });

  it('may be SHA-256, and nothing at all', () => {
    const [old, now] = ['1'.repeat(64), '2'.repeat(64)];
    expect(refUpdates('post-receive', `${old} ${now} refs/heads/main\n`)).toEqual([
      { reference: 'refs/heads/main', from: old, to: now },
    ]);
    expect(refUpdates('pre-push', '')).toEqual([]);
  });

  it('is refused where it is something else', () => {
    expect(() => refUpdates('post-receive', 'hello\n')).toThrow(
      'Cannot run as post-receive hook: Git does not say "hello" to one',
    );
    expect(() => refUpdates('pre-push', `${a} ${b} refs/heads/main\n`)).toThrow('Cannot run as pre-push hook');
  });
});
