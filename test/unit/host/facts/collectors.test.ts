import { describe, expect, it } from 'vitest';
import { chosenCollectors } from '../../../../src/host/facts/collectors.ts';

const least =
  'platform distribution lsb selinux apparmor fips python caps pkg_mgr service_mgr cmdline date_time env ssh_pub_keys user dns local';
const all = `${least} chroot loadavg systemd virtual hardware fibre_channel_wwn iscsi nvme network facter ohai`;
const without = (names: string, ...gone: string[]): string =>
  words(names)
    .filter((name) => !gone.includes(name))
    .join(' ');
const words = (names: string): string[] => names.split(' ').filter((name) => name !== '');

describe('a gather_subset', () => {
  // As `get_collector_names` and `_solve_deps` of ansible-core 2.18.6 choose.
  it.each([
    [[], all],
    [['all'], all],
    [['min'], least],
    [['!all'], least],
    [['!hardware'], least],
    [['all', '!network', '!virtual'], without(all, 'network', 'virtual')],
    [['hardware'], `${least} hardware`],
    [['!all', 'network'], `${least} network`],
    [['!all', '!min', 'network'], 'network distribution platform'],
    [['!all', '!min', 'devices'], 'hardware platform'],
    [['!all', '!min'], ''],
    [['!all', '!min', 'pkg_mgr'], 'pkg_mgr distribution'],
    [['!dns'], without(least, 'dns')],
    [['dns', '!dns'], least],
    [['!no such'], least],
    [['all', '!mounts'], all],
    // The words for single facts are not among the least: what answers to one of them stays.
    [['all', '!min'], `${without(all, ...words(least))} platform distribution caps ssh_pub_keys user`],
    [['!all', '!min', 'ssh_host_pub_keys'], 'ssh_pub_keys'],
  ])('of %j chooses', (subset, expected) => {
    expect([...chosenCollectors(subset)].sort()).toEqual(words(expected).sort());
  });

  it('that names what does not exist is refused, with what is meant', () => {
    expect(() => chosenCollectors(['hardwear'])).toThrow(
      expect.objectContaining({
        message: 'Cannot gather facts of subset "hardwear": there is none of that name',
        hint: 'did you mean "hardware"?',
      }),
    );
  });
});
