import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HostFacts } from '../../../../src/host/facts/host-facts.ts';
import { emptyHost, type MemoryFile } from '../../../support/memory-host.ts';

interface Case {
  /** The text of each file, or `link:` and where it leads. */
  readonly files: Readonly<Record<string, string>>;
  readonly answer: Readonly<Record<string, unknown>>;
}

const path = join(import.meta.dirname, '../../../fixtures/facts-distributions.json');
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: Readonly<Record<string, Case>> };

function memoryFiles(files: Case['files']): Record<string, MemoryFile> {
  const entries = Object.entries(files).map(([name, text]): [string, MemoryFile] => [
    name,
    text.startsWith('link:') ? { link: text.slice('link:'.length) } : text,
  ]);
  return Object.fromEntries(entries);
}

describe('the distribution facts', () => {
  it.each(Object.entries(cases))('are those of Ansible on %s', (_name, { files, answer }) => {
    const facts = new HostFacts({ files: emptyHost({ files: memoryFiles(files) }), environment: {} });
    const snapshot = facts.gather({
      subset: ['!all', '!min', 'distribution', 'pkg_mgr', 'lsb'],
      filter: ['ansible_*'],
      factPath: '',
    });
    const known = snapshot.names().map((name) => [name.slice('ansible_'.length), snapshot.get(name)]);
    expect(Object.fromEntries(known.filter(([, value]) => value !== undefined))).toEqual(answer);
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
