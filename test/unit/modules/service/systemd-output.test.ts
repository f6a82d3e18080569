import { describe, expect, it } from 'vitest';
import { isEnabled, parseSystemctlShow } from '../../../../src/modules/service/systemd-output.ts';

describe('parseSystemctlShow', () => {
  it('reads values with equals signs and values that go over several lines', () => {
    const output = [
      'Id=ssh.service',
      'Environment=A=1 B=2',
      'ExecStart={ path=/usr/sbin/sshd ; argv[]=/usr/sbin/sshd -D ; status=0/0 }',
      'ExecReload={ path=/bin/sh ; argv[]=/bin/sh -c one',
      'two=2 ; status=0/0 }',
      'Description={odd',
      'ActiveState=active',
      '',
    ].join('\n');
    expect(Object.fromEntries(parseSystemctlShow(output))).toEqual({
      Id: 'ssh.service',
      Environment: 'A=1 B=2',
      ExecStart: '{ path=/usr/sbin/sshd ; argv[]=/usr/sbin/sshd -D ; status=0/0 }',
      ExecReload: '{ path=/bin/sh ; argv[]=/bin/sh -c one\ntwo=2 ; status=0/0 }',
      Description: '{odd',
      ActiveState: 'active',
    });
  });
});

describe('isEnabled', () => {
  it.each([
    ['enabled', true, true],
    ['enabled-runtime', true, false],
    ['disabled', true, false],
    ['indirect', true, false],
    ['static', true, true],
    ['static', false, false],
    ['masked', true, false],
    ['', true, false],
  ])('takes %j, asked for %j, as %j', (state, asked, expected) => {
    expect(isEnabled(state, asked)).toBe(expected);
  });
});
