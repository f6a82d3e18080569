import { describe, expect, it } from 'vitest';
import { parseCapabilities } from '../../../../src/host/facts/capabilities.ts';
import type { AskProgram } from '../../../../src/host/facts/context.ts';
import { HostFacts } from '../../../../src/host/facts/host-facts.ts';
import { parseSystemdVersion } from '../../../../src/host/facts/service-manager.ts';
import { emptyHost, type MemoryFile } from '../../../support/memory-host.ts';

const debian = 'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n';
const everything = { subset: ['all'], filter: [], factPath: '/facts' };

/** Answers by command line; a program that is asked anything else is not there. */
function asking(answers: Readonly<Record<string, string>>, files: Record<string, MemoryFile> = {}) {
  const asked: string[] = [];
  const ask: AskProgram = (file, args) => {
    const line = [file, ...args].join(' ');
    asked.push(line);
    const stdout = Object.entries(answers).find(([start]) => line.startsWith(start))?.[1];
    return stdout === undefined ? undefined : { code: 0, stdout, stderr: '' };
  };
  return { facts: new HostFacts({ files: emptyHost({ files }), environment: {}, ask }), asked };
}

describe('facts that programs know', () => {
  it('ask them when they are read, and only then', () => {
    const { facts, asked } = asking({}, { '/usr/bin/python3': { mode: 0o755 }, '/etc/os-release': debian });
    const snapshot = facts.gather(everything);
    facts.hold();
    for (const name of ['ansible_distribution', 'ansible_memtotal_mb', 'ansible_hostname', 'ansible_mounts']) snapshot.get(name);
    expect(asked).toEqual([]);
    snapshot.get('ansible_lvm');
    expect(asked.map((line) => line.split(' ')[0])).toEqual(['vgs']);
  });

  // The columns are those of the manual pages of LVM 2.03: one volume group of two devices.
  it('of LVM are texts in gibibytes', () => {
    const { facts } = asking({
      vgs: '  data,2,1,0,wz--n-,19.99,9.99\n',
      lvs: '  home,data,-wi-a-----,10.00,,,,,,,,\n',
      pvs: '  /dev/vdb,data,lvm2,a--,10.00,0\n  /dev/dm-3,data,lvm2,a--,10.00,9.99\n',
      'dmsetup info -C --noheadings -o name /dev/dm-3': 'crypt\n',
    });
    expect(facts.get('lvm')).toEqual({
      vgs: { data: { size_g: '19.99', free_g: '9.99', num_lvs: '1', num_pvs: '2' } },
      lvs: { home: { size_g: '10.00', vg: 'data' } },
      pvs: {
        '/dev/vdb': { size_g: '10.00', free_g: '0', vg: 'data' },
        '/dev/mapper/crypt': { size_g: '10.00', free_g: '9.99', vg: 'data' },
      },
    });
    expect(asking({}).facts.get('lvm')).toBe('N/A');
  });

  // capsh of libcap 2.66.
  it.each([
    ['Current: =ep\nBounding set =cap_chown\n', [], 'False'],
    ['Current: =ep cap_sys_resource-ep\nBounding set =cap_chown\n', ['ep cap_sys_resource-ep'], 'True'],
    ['Current: cap_chown,cap_kill=ep\n', ['ep'], 'True'],
  ])('are the capabilities of %j', (output, named, enforced) => {
    expect(parseCapabilities(output)).toEqual({ system_capabilities: named, system_capabilities_enforced: enforced });
    expect(asking({}).facts.get('system_capabilities')).toBe('N/A');
  });

  it('are the version of systemd and what it is built with', () => {
    expect(parseSystemdVersion('systemd 252 (252.39-1~deb12u2)\n+PAM +AUDIT default-hierarchy=unified\n')).toEqual({
      systemd: { version: 252, features: '+PAM +AUDIT default-hierarchy=unified' },
    });
  });

  it('are those of Python, where the host has one', () => {
    const python = { version_info: [3, 14, 0, 'candidate', 2] };
    const { facts, asked } = asking({ 'python3.12 -c': JSON.stringify(python) }, { '/usr/bin/python3.12': { mode: 0o755 } });
    expect(facts.get('python')).toEqual(python);
    expect(facts.get('python_version')).toBe('3.14.0rc2');
    expect(asked.length).toBe(1);
    expect(asking({}).facts.get('python_version')).toBeUndefined();
  });
});
