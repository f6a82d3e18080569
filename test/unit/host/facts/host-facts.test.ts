import { describe, expect, it } from 'vitest';
import type { Gathering } from '../../../../src/core/host.ts';
import { HostFacts } from '../../../../src/host/facts/host-facts.ts';
import { emptyHost, type MemoryHost } from '../../../support/memory-host.ts';

const everything: Gathering = { subset: ['all'], filter: [], factPath: '/etc/ansible/facts.d' };

/** A host in memory that notes every path it was asked about. */
function watched(files: Record<string, string> = {}): { host: MemoryHost; asked: Set<string> } {
  const asked = new Set<string>();
  const host = emptyHost({ files });
  const watching = new Proxy(host, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        asked.add(typeof args[0] === 'string' ? args[0] : String(name));
        return (member as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  return { host: watching, asked };
}

const below = (asked: ReadonlySet<string>, ...roots: string[]): string[] =>
  [...asked].filter((path) => !roots.some((root) => path.startsWith(root)));

describe('the facts of a host', () => {
  it('are not read by setup', () => {
    const { host, asked } = watched();
    new HostFacts({ files: host, environment: {} }).gather(everything);
    expect([...asked]).toEqual([]);
  });

  it.each([
    ['ansible_memtotal_mb', ['/proc/meminfo']],
    ['ansible_distribution', ['/etc', '/usr/lib/', 'lsb_release']],
    ['ansible_dns', ['/etc/resolv.conf']],
    ['ansible_hostname', ['/etc/hosts', '/etc/machine-id', '/var/lib/dbus/machine-id']],
    ['ansible_pkg_mgr', ['/etc', '/usr/', '/bin/', '/sbin/', '/run/ostree-booted', 'lsb_release']],
    ['ansible_env', []],
  ])('are read one by one: %s needs nothing but %j', (name, allowed) => {
    const { host, asked } = watched({ '/proc/meminfo': 'MemTotal: 1024 kB\n' });
    const snapshot = new HostFacts({ files: host, environment: {} }).gather(everything);
    expect(snapshot.get(name)).toBeDefined();
    expect(below(asked, ...allowed)).toEqual([]);
  });

  it('that have been read are not read again', () => {
    const { host, asked } = watched({ '/proc/meminfo': 'MemTotal: 1024 kB\n' });
    const snapshot = new HostFacts({ files: host, environment: {} }).gather(everything);
    snapshot.get('ansible_memtotal_mb');
    asked.clear();
    expect(snapshot.get('ansible_memory_mb')).toBeDefined();
    expect([...asked]).toEqual([]);
  });

  it('are those of the moment they were gathered, and those of a later moment later ones', () => {
    const host = emptyHost({ files: { '/etc/resolv.conf': 'nameserver 192.0.2.1\n' } });
    const facts = new HostFacts({ files: host, environment: {} });
    const before = facts.gather(everything);
    facts.hold();
    host.put('/etc/resolv.conf', 'nameserver 192.0.2.2\n');
    expect(before.get('ansible_dns')).toEqual({ nameservers: ['192.0.2.1'] });
    expect(facts.gather(everything).get('ansible_dns')).toEqual({ nameservers: ['192.0.2.2'] });
  });

  it('say what time it was when they were gathered', async () => {
    const facts = new HostFacts({ files: emptyHost(), environment: { TZ: 'UTC' } });
    const before = Math.floor(Date.now() / 1000);
    const snapshot = facts.gather(everything);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { epoch } = snapshot.get('ansible_date_time') as { epoch: string };
    expect(Number(epoch) - before).toBeLessThanOrEqual(1);
  });

  it('are held only as far as they are shown', () => {
    const { host, asked } = watched();
    const facts = new HostFacts({ files: host, environment: {} });
    facts.gather({ ...everything, filter: ['ansible_dns'] });
    facts.hold();
    expect(below(asked, '/etc/resolv.conf', '/sys/class/net')).toEqual([]);
  });

  it('are only those of the chosen subsets and filters, with what Ansible says of the gathering', () => {
    const facts = new HostFacts({ files: emptyHost(), environment: {} });
    const names = (subset: string[], filter: string[]) => facts.gather({ ...everything, subset, filter }).names();
    expect(names(['!all', '!min', 'dns'], [])).toEqual(['ansible_dns', 'gather_subset', 'module_setup']);
    expect(names(['!all', '!min', 'dns'], ['ansible_*'])).toEqual(['ansible_dns']);
    expect(facts.gather({ ...everything, subset: ['min'] }).get('ansible_mounts')).toBeUndefined();
    expect(facts.gather({ ...everything, subset: ['min'] }).get('gather_subset')).toEqual(['min']);
  });

  it('of a prediction are of what is predicted', () => {
    const host = emptyHost({ files: { '/etc/resolv.conf': 'nameserver 192.0.2.1\n' } });
    const facts = new HostFacts({ files: host, environment: {} });
    const predicted = host.prediction();
    predicted.writeFile('/etc/resolv.conf', 'nameserver 192.0.2.2\n');
    expect(facts.gather(everything, predicted).get('ansible_dns')).toEqual({ nameservers: ['192.0.2.2'] });
  });
});
