import { describe, expect, it } from 'vitest';
import { withEntry, withFields, withMembership, withoutEntry } from '../../../../src/modules/lib/account-files.ts';

const group = 'root:x:0:\nwheel:x:4:a,b\nab:x:5:a\n';

describe('edits of account files', () => {
  it('add an entry behind the last, newline or not', () => {
    expect(withEntry('a:x', ['b', 1])).toBe('a:x\nb:1\n');
    expect(withEntry('', ['b', 1])).toBe('b:1\n');
  });

  it('remove and change an entry by its whole name', () => {
    expect(withoutEntry('ab:1\na:2\n', 'a')).toBe('ab:1\n');
    expect(withFields('ab:1:2\na:1:2\n', 'a', { 2: 9 })).toBe('ab:1:2\na:1:9\n');
  });

  it('change membership only where it is another one', () => {
    expect(withMembership(group, 'a', (name) => name === 'root')).toBe('root:x:0:a\nwheel:x:4:b\nab:x:5:\n');
    expect(withMembership(group, 'a', (_name, isMember) => isMember)).toBe(group);
  });
});
