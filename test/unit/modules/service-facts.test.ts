import { describe, expect, it } from 'vitest';
import { openrcFacts } from '../../../src/modules/service-facts/openrc.ts';
import { parseUnitFiles, parseUnits, systemdFacts } from '../../../src/modules/service-facts/systemd.ts';
import { parseStatusAll } from '../../../src/modules/service-facts/sysv.ts';
import { captured } from '../../support/captured.ts';

// What ansible-core 2.18.6 answered on the machines that the captured output is of.
describe('the facts of services', () => {
  it.each([
    ['auditd.service', 'stopped', 'not-found'],
    ['blk-availability.service', 'stopped', 'enabled'],
    ['console-getty.service', 'stopped', 'enabled-runtime'],
    ['cron.service', 'running', 'enabled'],
    ['cryptdisks.service', 'inactive', 'masked'],
    ['dbus.service', 'running', 'static'],
    ['debug-shell.service', 'inactive', 'disabled'],
    ['getty@.service', 'unknown', 'enabled'],
    ['getty@tty1.service', 'stopped', 'inactive'],
    ['ssh.service', 'running', 'enabled'],
    ['sshd.service', 'active', 'alias'],
  ])('of systemd say of %s that it is %s and %s', (name, state, status) => {
    const files = parseUnitFiles(captured('systemctl-list-unit-files.txt'));
    const states = new Map([
      ['sshd.service', 'active'],
      ['cryptdisks.service', 'inactive'],
      ['debug-shell.service', 'inactive'],
    ]);
    const facts = systemdFacts(parseUnits(captured('systemctl-list-units.txt')), files, states);
    expect(facts.filter((each) => each.name === name)).toEqual([{ name, state, status, source: 'systemd' }]);
  });

  it('of OpenRC have runlevels', () => {
    const facts = openrcFacts(captured('rc-status.txt'), captured('rc-update-show.txt'));
    expect(facts.length).toBe(10);
    expect(facts).toContainEqual({ name: 'web', runlevels: ['boot', 'default'], source: 'openrc', state: 'started' });
    expect(facts).toContainEqual({ name: 'agetty', runlevels: null, source: 'openrc', state: 'stopped' });
  });

  it('of scripts of /etc/init.d say whether they run', () => {
    const facts = parseStatusAll(captured('service-status-all.txt'));
    expect(facts.map(({ name, state }) => `${name} ${state}`)).toEqual([
      ...['cron running', 'dbus running', 'hwclock.sh stopped', 'procps running', 'ssh running', 'sudo stopped'],
    ]);
  });
});
