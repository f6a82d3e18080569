import { describe, expect, it } from 'vitest';
import { ipv4Network, ipv6Address, routeAddress } from '../../../../src/host/facts/addresses.ts';
import { parseCommandLine } from '../../../../src/host/facts/command-line.ts';
import { sizeText } from '../../../../src/host/facts/devices.ts';
import { HostFacts } from '../../../../src/host/facts/host-facts.ts';
import { ipv4Addresses } from '../../../../src/host/facts/ipv4-addresses.ts';
import { parseMounts } from '../../../../src/host/facts/mounts.ts';
import { qualifiedName } from '../../../../src/host/facts/platform.ts';
import { parseCpuinfo } from '../../../../src/host/facts/processor.ts';
import { parseResolver } from '../../../../src/host/facts/resolver.ts';
import { defaultRoute4, defaultRoute6, localAddresses } from '../../../../src/host/facts/routes.ts';
import { emptyHost, type MemoryFile } from '../../../support/memory-host.ts';

describe('addresses', () => {
  it.each([
    ['00000000000000000000000000000001', '::1'],
    ['fd000000000000000000000000000002', 'fd00::2'],
    ['fe8000000000000000fc00fffe000001', 'fe80::fc:ff:fe00:1'],
    ['20010db8000000010000000000000001', '2001:db8:0:1::1'],
    ['20010db8000100020003000400050006', '2001:db8:1:2:3:4:5:6'],
    ['00000000000000000000000000000000', '::'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
  ])('of 32 digits are shortened: %s', (hex, expected) => {
    expect(ipv6Address(hex)).toBe(expected);
  });

  it('of routes are read in the byte order of the machine', () => {
    expect(routeAddress('010200C0')).toBe('192.0.2.1');
  });

  it.each([
    ['192.0.2.77', 26, { netmask: '255.255.255.192', network: '192.0.2.64', broadcast: '192.0.2.127' }],
    ['10.1.2.3', 32, { netmask: '255.255.255.255', network: '10.1.2.3', broadcast: '10.1.2.3' }],
    ['10.1.2.3', 0, { netmask: '0.0.0.0', network: '0.0.0.0', broadcast: '255.255.255.255' }],
  ])('lie in a network: %s/%i', (address, prefix, expected) => {
    expect(ipv4Network(address, prefix)).toEqual(expected);
  });
});

describe('routes', () => {
  const route = 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n';
  const files = {
    '/proc/net/route':
      `${route}wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n` +
      'eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\neth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n',
    '/proc/net/ipv6_route':
      `${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 fd000000000000000000000000000001 00000400 00000003 00000000 00000003     eth0\n` +
      `${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 ${'0'.repeat(32)} ffffffff 00000001 00000000 00200200       lo\n`,
    '/proc/net/fib_trie':
      'Main:\n     |-- 127.0.0.0\n        /8 host LOCAL\n     |-- 192.0.2.2\n        /32 host LOCAL\n     |-- 192.0.2.255\n        /32 link BROADCAST\n',
  };

  it('of both families name the way out, by the lowest metric', () => {
    const host = emptyHost({ files });
    expect(defaultRoute4(host)).toEqual({ interface: 'eth0', gateway: '192.0.2.1' });
    expect(defaultRoute6(host)).toEqual({ interface: 'eth0', gateway: 'fd00::1' });
  });

  it('are none where there is no network', () => {
    expect(defaultRoute4(emptyHost({ files: { '/proc/net/route': route } }))).toBeUndefined();
    expect(defaultRoute6(emptyHost())).toBeUndefined();
  });

  it('say what is local and what is broadcast', () => {
    expect(localAddresses(emptyHost({ files }))).toEqual({
      local: ['127.0.0.0/8', '192.0.2.2'],
      broadcast: new Set(['192.0.2.255']),
    });
  });
});

describe('devices that nothing is plugged into', () => {
  it('have their addresses by the route to their network', () => {
    const route = 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n';
    const files = {
      '/proc/net/route': `${route}docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n`,
      '/proc/net/fib_trie':
        'Local:\n     |-- 172.17.0.1\n        /32 host LOCAL\n     |-- 172.17.255.255\n        /32 link BROADCAST\n',
    };
    const host = emptyHost({ files });
    expect(ipv4Addresses(host, localAddresses(host)).get('docker0')).toEqual([
      { address: '172.17.0.1', broadcast: '172.17.255.255', netmask: '255.255.0.0', network: '172.17.0.0', prefix: '16' },
    ]);
  });

  it('and all others are named in facts without colon and hyphen', () => {
    const host = emptyHost({ files: { '/sys/class/net/br-1a2b/ifindex': '7\n', '/sys/class/net/br-1a2b/mtu': '1500\n' } });
    const facts = new HostFacts({ files: host, environment: {} });
    expect(facts.get('br_1a2b')).toMatchObject({ device: 'br-1a2b', mtu: 1500 });
    expect(facts.get('interfaces')).toEqual(['br-1a2b']);
  });
});

describe('processors', () => {
  const one = (n: number, socket: number, core: number, siblings: number, cores: number): string =>
    `processor\t: ${n}\nvendor_id\t: GenuineIntel\nmodel name\t: Xeon\nphysical id\t: ${socket}\nsiblings\t: ${siblings}\n` +
    `core id\t\t: ${core}\ncpu cores\t: ${cores}\nflags\t\t: fpu vme\n\n`;

  it.each([
    ['two cores', [one(0, 0, 0, 2, 2), one(1, 0, 1, 2, 2)], 'x86_64', [1, 2, 1, 2]],
    [
      'two sockets of two cores',
      [one(0, 0, 0, 2, 2), one(1, 0, 1, 2, 2), one(2, 1, 0, 2, 2), one(3, 1, 1, 2, 2)],
      'x86_64',
      [2, 2, 1, 4],
    ],
    ['one core with two threads', [one(0, 0, 0, 2, 1), one(1, 0, 0, 2, 1)], 'x86_64', [1, 1, 2, 2]],
    ['an ARM board', ['processor\t: 0\nBogoMIPS\t: 38.40\n\nprocessor\t: 1\nBogoMIPS\t: 38.40\n'], 'aarch64', [2, 1, 1, 2]],
  ])('are counted: %s', (_case, texts, architecture, [count, cores, threads, vcpus]) => {
    expect(parseCpuinfo(texts.join(''), architecture, false)).toMatchObject({
      ...{ processor_count: count, processor_cores: cores, processor_threads_per_core: threads, processor_vcpus: vcpus },
    });
  });

  it('are listed as Ansible lists them', () => {
    expect(parseCpuinfo(one(0, 0, 0, 1, 1), 'x86_64', false)).toMatchObject({
      processor: ['0', 'GenuineIntel', 'Xeon'],
      flags: ['fpu', 'vme'],
    });
  });
});

describe('the names of the machine', () => {
  it.each([
    [['127.0.0.1 localhost', '127.0.1.1 web.example.org web'], 'web.example.org'],
    [['127.0.1.1 web web.example.org # comment'], 'web.example.org'],
    [['127.0.0.1 localhost web'], 'localhost'],
    [['# 127.0.1.1 web.example.org web'], 'web'],
    [[], 'web'],
  ])('come from /etc/hosts: %j', (hosts, expected) => {
    expect(qualifiedName('web', hosts)).toBe(expected);
  });
});

describe('texts of the system', () => {
  it('list mounts of devices and servers', () => {
    const text =
      '/dev/vda1 / ext4 rw,relatime 0 1\nproc /proc proc rw 0 0\nserver:/export /mnt/my\\040disk nfs4 rw 0 0\n/dev/loop0 /x none rw 0 0\n';
    expect(parseMounts(text)).toEqual([
      { mount: '/', device: '/dev/vda1', fstype: 'ext4', options: 'rw,relatime', dump: 0, passno: 1 },
      { mount: '/mnt/my disk', device: 'server:/export', fstype: 'nfs4', options: 'rw', dump: 0, passno: 0 },
    ]);
  });

  it.each([
    [
      'the first process has',
      { '/proc/1/mounts': '/dev/a / ext4 rw 0 0\n', '/proc/self/mounts': '/dev/b / ext4 rw 0 0\n' },
      '/dev/a',
    ],
    ['the agent itself has, in a chroot', { '/proc/self/mounts': '/dev/b / ext4 rw 0 0\n' }, '/dev/b'],
    [
      'the host keeps a list of',
      { '/etc/mtab': '/dev/c / ext4 rw 0 0\n', '/proc/self/mounts': '/dev/b / ext4 rw 0 0\n' },
      '/dev/c',
    ],
    [
      'its link to a list leads to',
      { '/etc/mtab': { link: '/proc/self/mounts' }, '/proc/1/mounts': '/dev/a / ext4 rw 0 0\n' },
      '/dev/a',
    ],
  ])('list the mounts that %s', (_case, files: Record<string, MemoryFile>, device) => {
    const mounts = new HostFacts({ files: emptyHost({ files }), environment: {} }).get('mounts');
    expect(mounts).toMatchObject([{ mount: '/', device, fstype: 'ext4' }]);
  });

  it('give the parameters of the kernel', () => {
    expect(parseCommandLine('quiet console=tty0 console=ttyS0 root=UUID=1-2 empty=')).toEqual({
      cmdline: { quiet: true, console: 'ttyS0', root: 'UUID=1-2', empty: '' },
      proc_cmdline: { quiet: true, console: ['tty0', 'ttyS0'], root: 'UUID=1-2', empty: '' },
    });
  });

  it('give the resolver its servers', () => {
    const text =
      '# comment\n; other\nnameserver 192.0.2.1\nnameserver 192.0.2.2\nsearch a.example b.example\noptions ndots:2 rotate\n';
    expect(parseResolver(text)).toEqual({
      nameservers: ['192.0.2.1', '192.0.2.2'],
      search: ['a.example', 'b.example'],
      options: { ndots: '2', rotate: true },
    });
  });

  it.each([
    [0, '0.00 Bytes'],
    [274877906944, '256.00 GB'],
    [1536, '1.50 KB'],
  ])('say how much %i bytes are', (bytes, expected) => {
    expect(sizeText(bytes)).toBe(expected);
  });
});

describe('virtualization', () => {
  const dmi = '/sys/devices/virtual/dmi/id';
  it.each([
    ['bare metal', {}, { virtualization_type: 'NA', virtualization_role: 'NA' }],
    ['a KVM guest', { [`${dmi}/sys_vendor`]: 'QEMU\n' }, { virtualization_type: 'kvm', virtualization_role: 'guest' }],
    ['a KVM host', { '/proc/modules': 'kvm 1 0 - Live\n' }, { virtualization_type: 'kvm', virtualization_role: 'host' }],
    [
      'a Docker container',
      { '/.dockerenv': '' },
      { virtualization_type: 'docker', virtualization_role: 'guest', virtualization_tech_guest: ['docker', 'container'] },
    ],
    [
      'a guest that hosts guests',
      { [`${dmi}/product_name`]: 'VMware Virtual Platform\n', '/dev/kvm': '' },
      { virtualization_type: 'VMware', virtualization_role: 'guest', virtualization_tech_host: ['kvm'] },
    ],
  ])('is seen: %s', (_case, files: Record<string, MemoryFile>, expected) => {
    const facts = new HostFacts({ files: emptyHost({ files }), environment: {} });
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, facts.get(name)]))).toEqual(expected);
  });
});
