import { describe, expect, it } from 'vitest';
import { HostFacts } from '../../../../src/host/facts/host-facts.ts';
import { emptyHost, type MemoryFile } from '../../../support/memory-host.ts';

const debian =
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n';
const ubuntu =
  'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nVERSION="24.04.1 LTS (Noble Numbat)"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=noble\n';
const alpine = 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n';
const rocky =
  'NAME="Rocky Linux"\nVERSION="9.4 (Blue Onyx)"\nID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.4"\nPRETTY_NAME="Rocky Linux 9.4 (Blue Onyx)"\n';

const cases: [string, Record<string, MemoryFile>, Record<string, unknown>][] = [
  [
    'Void',
    { '/etc/os-release': 'NAME="Void"\nID="void"\nPRETTY_NAME="Void Linux"\n', '/usr/bin/xbps-install': '' },
    {
      ...{ distribution: 'Void', distribution_version: 'NA', distribution_major_version: 'NA', distribution_release: 'NA' },
      ...{ os_family: 'Void', pkg_mgr: 'xbps', distribution_file_variety: 'NA', distribution_file_path: '/etc/os-release' },
    },
  ],
  [
    'Debian, whatever other package managers it has',
    { '/etc/os-release': debian, '/etc/debian_version': '12.15\n', '/usr/bin/apt-get': '', '/usr/bin/xbps-install': '' },
    {
      ...{ distribution: 'Debian', distribution_version: '12.15', distribution_major_version: '12' },
      ...{ distribution_minor_version: '15', distribution_release: 'bookworm', os_family: 'Debian', pkg_mgr: 'apt' },
      ...{ distribution_file_variety: 'Debian', distribution_file_parsed: true },
    },
  ],
  [
    'Ubuntu',
    { '/etc/os-release': ubuntu, '/etc/debian_version': 'trixie/sid\n' },
    { distribution: 'Ubuntu', distribution_version: '24.04', distribution_release: 'noble', os_family: 'Debian' },
  ],
  [
    'Alpine',
    { '/etc/os-release': alpine, '/etc/alpine-release': '3.20.3\n', '/sbin/apk': '' },
    {
      distribution: 'Alpine',
      distribution_version: '3.20.3',
      distribution_major_version: '3',
      os_family: 'Alpine',
      pkg_mgr: 'apk',
    },
  ],
  [
    'Rocky',
    { '/etc/os-release': rocky, '/etc/redhat-release': 'Rocky Linux release 9.4 (Blue Onyx)\n', '/usr/bin/dnf': '' },
    {
      ...{ distribution: 'Rocky', distribution_version: '9.4', distribution_release: 'Blue Onyx', os_family: 'RedHat' },
      ...{ pkg_mgr: 'dnf', distribution_file_variety: 'RedHat' },
    },
  ],
  [
    'Arch',
    { '/etc/os-release': 'NAME="Arch Linux"\nID=arch\n', '/etc/arch-release': '', '/usr/bin/pacman': '' },
    { distribution: 'Archlinux', os_family: 'Archlinux', pkg_mgr: 'pacman', distribution_file_parsed: undefined },
  ],
];

describe('the distribution facts', () => {
  it.each(cases)('know %s', (_name, files, expected) => {
    const facts = new HostFacts({ files: emptyHost({ files }), environment: {} });
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, facts.get(name)]))).toEqual(expected);
  });
});

describe('the service manager fact', () => {
  it.each([
    ['the first process', { '/proc/1/comm': 'systemd\n' }, 'systemd'],
    ['runit by its own name', { '/proc/1/comm': 'runit\n' }, 'runit'],
    ["runit's init", { '/sbin/init': { link: 'runit-init' } }, 'runit'],
    ['OpenRC under init', { '/proc/1/comm': 'init\n', '/sbin/openrc': '' }, 'openrc'],
    ['scripts under init', { '/proc/1/comm': 'init\n', '/etc/init.d/x': '' }, 'sysvinit'],
    ['nothing', { '/proc/1/comm': 'bash\n' }, 'service'],
  ])('goes by %s', (_case, files: Record<string, MemoryFile>, expected) => {
    expect(new HostFacts({ files: emptyHost({ files }), environment: {} }).get('service_mgr')).toBe(expected);
  });
});
