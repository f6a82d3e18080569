import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, exists, lines } from './read.ts';

/**
 * As ansible-core 2.18 finds out what the machine runs in or is host of. The files are the machine's: a container
 * that the agent itself runs in is not to be seen.
 */
export const virtualFacts: FactGroup = {
  collector: 'virtual',
  names: [...['virtualization_type', 'virtualization_role', 'virtualization_tech_guest', 'virtualization_tech_host']],
  gather,
  isSteady: true,
};

type Files = FactContext['files'];
type Role = 'guest' | 'host';

/** The first finding names type and role; all of them are listed. */
class Findings {
  readonly guest = new Set<string>();
  readonly host = new Set<string>();
  type = 'NA';
  role = 'NA';

  add(type: string, role: Role, counts: Role | 'no' = role): void {
    if (counts !== 'no') this[counts].add(type);
    if (this.type !== 'NA') return;
    this.type = type;
    this.role = role;
  }
}

function gather({ files }: FactContext): Facts {
  const found = new Findings();
  containers(files, found);
  hypervisors(files, found);
  processors(files, found);
  modules(files, found);
  return {
    virtualization_type: found.type,
    virtualization_role: found.role,
    virtualization_tech_guest: [...found.guest],
    virtualization_tech_host: [...found.host],
  };
}

const controlGroups: readonly (readonly [RegExp, string])[] = [
  [/\/docker(\/|-[0-9a-f]+\.scope)/, 'docker'],
  [/\/lxc\/|\/machine\.slice\/machine-lxc/, 'lxc'],
  [/\/system\.slice\/containerd\.service/, 'containerd'],
];

const environments: readonly (readonly [RegExp, string])[] = [
  [/container=lxc/, 'lxc'],
  [/container=podman/, 'podman'],
  [/^container=./, 'container'],
];

function containers(files: Files, found: Findings): void {
  addMatches(found, lines(files, '/proc/1/cgroup'), controlGroups);
  addMatches(found, content(files, '/proc/1/environ')?.split('\0') ?? [], environments);
  if (exists(files, '/proc/vz') && !exists(files, '/proc/lve')) found.add('openvz', exists(files, '/proc/bc') ? 'host' : 'guest');
  const systemd = content(files, '/run/systemd/container');
  if (systemd !== undefined) found.add(systemd, 'guest');
  if (exists(files, '/.dockerenv') || exists(files, '/.dockerinit')) found.add('docker', 'guest');
  const isContainer = ['docker', 'lxc', 'podman', 'openvz', 'containerd'].some((type) => found.guest.has(type));
  if (isContainer || systemd !== undefined) found.guest.add('container');
}

function addMatches(found: Findings, texts: readonly string[], rules: readonly (readonly [RegExp, string])[]): void {
  for (const text of texts) {
    for (const [pattern, type] of rules) if (pattern.test(text)) found.add(type, 'guest');
  }
}

/** Firmware file, what it starts with or equals, and what that means. */
const firmware: readonly (readonly [string, RegExp, string])[] = [
  ['product_name', /^(KVM|KVM Server|Bochs|AHV)$/, 'kvm'],
  ['sys_vendor', /^oVirt$/, 'oVirt'],
  ['product_name', /^VMware/, 'VMware'],
  ['product_name', /^OpenStack (Compute|Nova)$/, 'openstack'],
  ['bios_vendor', /^Xen$/, 'xen'],
  ['bios_vendor', /^innotek GmbH$/, 'virtualbox'],
  ['bios_vendor', /^(Amazon EC2|DigitalOcean|Hetzner)$/, 'kvm'],
  ['sys_vendor', /^(QEMU|Amazon EC2|DigitalOcean|Google|Scaleway|Nutanix)$/, 'kvm'],
  ['sys_vendor', /^KubeVirt$/, 'KubeVirt'],
  ['sys_vendor', /^Microsoft Corporation$/, 'VirtualPC'],
  ['sys_vendor', /^Parallels Software International Inc\.$/, 'parallels'],
  ['sys_vendor', /^OpenStack Foundation$/, 'openstack'],
];

function hypervisors(files: Files, found: Findings): void {
  if (exists(files, '/proc/xen')) {
    const isHost = lines(files, '/proc/xen/capabilities').some((line) => line.includes('control_d'));
    found.add('xen', isHost ? 'host' : 'guest', isHost ? 'host' : 'no');
  }
  const read = (name: string): string => content(files, `/sys/devices/virtual/dmi/id/${name}`) ?? '';
  const isRedHat = read('sys_vendor') === 'Red Hat';
  if (isRedHat && read('product_family') === 'RHV') found.add('RHV', 'guest');
  else if (isRedHat && read('product_name') === 'RHEV Hypervisor') found.add('RHEV', 'guest');
  for (const [file, pattern, type] of firmware) if (pattern.test(read(file))) found.add(type, 'guest');
}

const processorLines: readonly (readonly [RegExp, string])[] = [
  [/^model name.*QEMU Virtual CPU/, 'kvm'],
  [/^vendor_id.*User Mode Linux|^model name.*UML/, 'uml'],
  [/^machine.*CHRP IBM pSeries .emulated by qemu./, 'kvm'],
  [/^vendor_id.*PowerVM Lx86/, 'powervm_lx86'],
];

function processors(files: Files, found: Findings): void {
  addMatches(found, lines(files, '/proc/cpuinfo'), processorLines);
}

function modules(files: Files, found: Findings): void {
  const names = new Set(lines(files, '/proc/modules').map((line) => line.split(' ')[0]));
  if (names.has('kvm')) found.add('kvm', 'host');
  if (names.has('vboxdrv')) found.add('virtualbox', 'host');
  if (names.has('virtio')) found.add('kvm', 'guest', 'host');
  if (exists(files, '/dev/kvm')) found.add('kvm', 'host');
}
