import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, exists, linkName } from './read.ts';

/** By the name of the first process; where that says nothing, by what is installed, in the order of ansible-core 2.18. */
export const serviceManagerFacts: FactGroup = {
  collector: 'service_mgr',
  names: ['service_mgr'],
  gather,
};

/** Names of first processes that are known by another name. */
const firstProcesses: Readonly<Record<string, string>> = {
  procd: 'openwrt_init',
  'runit-init': 'runit',
  svscan: 'svc',
  'openrc-init': 'openrc',
};

function gather({ files, fact }: FactContext): Facts {
  const first = (content(files, '/proc/1/comm') ?? linkName(files, '/sbin/init'))?.split('/').at(-1);
  // Many programs call themselves init; a shell is the first process of a container.
  if (first !== undefined && first !== 'init' && !first.endsWith('sh')) return { service_mgr: firstProcesses[first] ?? first };
  if (fact('distribution') === 'OpenWrt') return { service_mgr: 'openwrt_init' };
  return { service_mgr: installed(files) };
}

function installed(files: FactContext['files']): string {
  const hasSystemctl = files.which('systemctl') !== undefined;
  const signs: readonly (readonly [boolean, string])[] = [
    [isSystemdBooted(files), 'systemd'],
    [files.which('initctl') !== undefined && exists(files, '/etc/init'), 'upstart'],
    [exists(files, '/sbin/openrc'), 'openrc'],
    [hasSystemctl && linkName(files, '/sbin/init') === 'systemd', 'systemd'],
    [exists(files, '/etc/init.d'), 'sysvinit'],
    [exists(files, '/etc/dinit.d'), 'dinit'],
  ];
  return signs.find(([is]) => is)?.[1] ?? 'service';
}

/** Whether systemd is there and is what booted the host. */
function isSystemdBooted(files: FactContext['files']): boolean {
  const marks = ['/run/systemd/system', '/dev/.run/systemd', '/dev/.systemd'];
  return files.which('systemctl') !== undefined && marks.some((path) => exists(files, path));
}

export const systemdFacts: FactGroup = {
  collector: 'systemd',
  names: ['systemd'],
  gather: ({ files, ask }) => (isSystemdBooted(files) ? parseSystemdVersion(ask('systemctl', ['--version'])?.stdout ?? '') : {}),
  asksPrograms: true,
};

/** `systemctl --version`: `systemd 252 (252.39-1~deb12u2)`, then what it was built with. */
export function parseSystemdVersion(output: string): Facts {
  const [first = '', features = ''] = output.split('\n');
  const version = Number(first.split(' ')[1]);
  return Number.isInteger(version) ? { systemd: { features, version } } : {};
}
