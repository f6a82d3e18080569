import { DroverError } from '../../core/errors.ts';
import type { Host, HostReader } from '../../core/host.ts';

/** Where a system keeps its name: the running one and the one for the next start. */
export interface HostnameStrategy {
  /** The name that the kernel has; undefined where the strategy leaves it alone. */
  current?(host: HostReader): Promise<string>;
  permanent(host: HostReader): Promise<string>;
  setCurrent?(host: Host, name: string): Promise<void>;
  setPermanent(host: Host, name: string): Promise<void>;
}

const text = (host: HostReader, path: string): string => (host.stat(path)?.type === 'file' ? host.readText(path) : '');

/** Debian, Void: the file alone. */
const file: HostnameStrategy = {
  permanent: async (host) => text(host, '/etc/hostname').trim(),
  setPermanent: async (host, name) => host.writeFile('/etc/hostname', `${name}\n`),
};

/** Alpine: the kernel's name is read from the file after each change. */
const alpine: HostnameStrategy = {
  ...file,
  setPermanent: async (host, name) => {
    host.writeFile('/etc/hostname', `${name}\n`);
    if (host.online) await host.run('hostname', ['-F', '/etc/hostname']);
  },
};

/** OpenRC elsewhere: a shell file with the name in quotes. */
const openrc: HostnameStrategy = {
  permanent: async (host) =>
    /^\s*hostname=(.*)$/m.exec(text(host, '/etc/conf.d/hostname'))?.[1]?.trim().replace(/^"|"$/g, '') ?? '',
  setPermanent: async (host, name) => {
    const lines = text(host, '/etc/conf.d/hostname')
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => line.trim());
    host.writeFile(
      '/etc/conf.d/hostname',
      `${lines.map((line) => (line.startsWith('hostname=') ? `hostname="${name}"` : line)).join('\n')}\n`,
    );
  },
};

const hostnamectl =
  (kind: string): Required<HostnameStrategy>['current'] =>
  async (host) =>
    (await host.query('hostnamectl', [kind, 'status'], { env: { SYSTEMD_IGNORE_CHROOT: '1' } })).stdout.trim();

const systemd: HostnameStrategy = {
  current: hostnamectl('--transient'),
  permanent: hostnamectl('--static'),
  setCurrent: async (host, name) => {
    await host.run('hostnamectl', ['--transient', 'set-hostname', name], { env: { SYSTEMD_IGNORE_CHROOT: '1' } });
  },
  setPermanent: async (host, name) => {
    await host.run('hostnamectl', ['--pretty', '--static', 'set-hostname', name], { env: { SYSTEMD_IGNORE_CHROOT: '1' } });
  },
};

const byUse: Readonly<Record<string, HostnameStrategy>> = { alpine, openrc, systemd, debian: systemd, generic: file };
const byDistribution: Readonly<Record<string, HostnameStrategy>> = {
  Alpine: alpine,
  Gentoo: openrc,
  Debian: file,
  Void: file,
  Ubuntu: file,
};

/**
 * The strategy that ansible-core 2.18 takes: the one asked for, else systemd's where systemd runs, else the
 * distribution's.
 * @throws DroverError `UNSUPPORTED` for a distribution without one
 */
export function hostnameStrategy(host: HostReader, use: string | undefined): HostnameStrategy {
  if (use !== undefined) return (use === 'debian' && !isSystemd(host) ? file : byUse[use]) ?? file;
  if (isSystemd(host)) return systemd;
  const distribution = String(host.facts.get('distribution'));
  const found = byDistribution[distribution];
  if (found === undefined)
    throw new DroverError('UNSUPPORTED', `Cannot set the host name on "${distribution}"`, { hint: 'say how with "use"' });
  return found;
}

function isSystemd(host: HostReader): boolean {
  return host.online && host.stat('/run/systemd/system') !== undefined;
}
