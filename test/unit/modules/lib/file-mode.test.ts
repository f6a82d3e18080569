import { describe, expect, it } from 'vitest';
import type { Value } from '../../../../src/core/value/types.ts';
import { modeText, parseMode } from '../../../../src/modules/lib/file-mode.ts';

// mode asked for, mode there is, whether it is a directory, mode wanted (checked with ansible-core 2.18.6)
const modes: [Value, number, boolean, number][] = [
  ['0644', 0, false, 0o644],
  ['644', 0, false, 0o644],
  ['0o755', 0, false, 0o755],
  ['4755', 0, false, 0o4755],
  [0o600, 0, false, 0o600],
  [644, 0, false, 0o1204],
  ['u=rwX,g=rX,o=', 0o666, false, 0o640],
  ['u=rwX,g=rX,o=', 0o766, false, 0o750],
  ['u=rwX,g=rX,o=', 0o600, true, 0o750],
  ['a+x', 0o644, false, 0o755],
  ['+x', 0o644, false, 0o755],
  ['+w', 0o444, false, 0o644],
  ['g-w,o-rwx', 0o777, false, 0o750],
  ['u+s,g+s,o+t', 0o755, false, 0o7755],
  ['g=u', 0o640, false, 0o660],
  ['o=g-w', 0o660, false, 0o664],
  ['u=rw-x+X', 0o755, false, 0o755],
];

describe('parseMode', () => {
  it.each(modes)('reads %s over %i (directory: %s)', (mode, current, isDirectory, wanted) => {
    expect(modeText(parseMode(mode, current, isDirectory))).toBe(modeText(wanted));
  });

  it.each(['rwx', 'u=z', '0899', 'x+u', ''])('refuses "%s"', (mode) => {
    expect(() => parseMode(mode, 0o644, false)).toThrow(`Cannot use mode "${mode}"`);
  });

  it('shows modes as Ansible does', () => {
    expect([0o644, 0o4755, 0o7, 0].map(modeText)).toEqual(['0644', '04755', '0007', '0000']);
  });
});
