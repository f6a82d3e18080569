import type { FactContext, Facts } from './context.ts';
import { osRelease } from './distribution.ts';
import { content, exists, lines } from './read.ts';

export const commandLineNames = ['cmdline', 'proc_cmdline'] as const;

/** The kernel's command line. Of a parameter given twice `cmdline` has the last value, `proc_cmdline` a list. */
export function commandLineFacts({ files }: FactContext): Facts {
  const text = content(files, '/proc/cmdline');
  return text === undefined ? {} : parseCommandLine(text);
}

export function parseCommandLine(text: string): { readonly cmdline: Facts; readonly proc_cmdline: Facts } {
  const last: Facts = {};
  const all: Record<string, unknown> = {};
  for (const word of text.match(/(?:"[^"]*"|[^\s"])+/g) ?? []) {
    const [, name = word, value = true] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    last[name] = value;
    const before = all[name];
    all[name] = before === undefined || value === true ? value : [before, value].flat();
  }
  return { cmdline: last, proc_cmdline: all };
}

export const lsbNames = ['lsb'] as const;

const lsbKeys: Readonly<Record<string, string>> = {
  DISTRIB_ID: 'id',
  DISTRIB_RELEASE: 'release',
  DISTRIB_DESCRIPTION: 'description',
  DISTRIB_CODENAME: 'codename',
};

/** From /etc/lsb-release and, where the program lsb_release is installed, from what it reads: os-release. */
export function lsbFacts({ files }: FactContext): Facts {
  const lsb: Record<string, string> = files.which('lsb_release') === undefined ? {} : fromOsRelease(files);
  for (const line of lines(files, '/etc/lsb-release')) {
    const [, name = '', value = ''] = /^\s*(\w+)=(.*)$/.exec(line) ?? [];
    const key = lsbKeys[name];
    if (key !== undefined) lsb[key] = value.trim().replace(/^['"\\]+|['"\\]+$/g, '');
  }
  const { release } = lsb;
  return { lsb: release === undefined ? lsb : { ...lsb, major_release: release.split('.')[0] } };
}

function fromOsRelease(files: FactContext['files']): Record<string, string> {
  const { ID: id = '', VERSION_ID, PRETTY_NAME, VERSION_CODENAME } = osRelease(content(files, '/etc/os-release') ?? '');
  return {
    id: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
    ...(PRETTY_NAME === undefined ? {} : { description: PRETTY_NAME }),
    ...(VERSION_ID === undefined ? {} : { release: VERSION_ID }),
    ...(VERSION_CODENAME === undefined ? {} : { codename: VERSION_CODENAME }),
  };
}

export const resolverNames = ['dns'] as const;

/** What /etc/resolv.conf says. */
export function resolverFacts({ files }: FactContext): Facts {
  return { dns: parseResolver(content(files, '/etc/resolv.conf') ?? '') };
}

export function parseResolver(text: string): Facts {
  const dns: Record<string, unknown> = {};
  const servers: string[] = [];
  for (const line of text.split('\n')) {
    const [keyword = '', ...words] = line.trim().split(/\s+/);
    if (keyword === 'nameserver') {
      servers.push(...words);
      dns[`${keyword}s`] = servers;
    } else if (keyword === 'domain' && words[0] !== undefined) dns[keyword] = words[0];
    else if (keyword === 'search' || keyword === 'sortlist') dns[keyword] = words;
    else if (keyword === 'options') dns[keyword] = options(words);
  }
  return dns;
}

function options(words: readonly string[]): Facts {
  return Object.fromEntries(
    words.map((word) => {
      const [name = '', value] = word.split(':');
      return [name, value ?? true];
    }),
  );
}

export const packageManagerNames = ['pkg_mgr'] as const;

/** Of several the last one counts. */
const packageManagers: readonly (readonly [string, string])[] = [
  ['/usr/bin/rpm-ostree', 'atomic_container'],
  ['/usr/bin/yum', 'dnf'],
  ['/usr/bin/dnf-3', 'dnf'],
  ['/usr/bin/dnf5', 'dnf5'],
  ['/usr/bin/apt-get', 'apt'],
  ['/usr/bin/zypper', 'zypper'],
  ['/usr/bin/pacman', 'pacman'],
  ['/bin/opkg', 'opkg'],
  ['/sbin/apk', 'apk'],
  ['/usr/bin/emerge', 'portage'],
  ['/usr/bin/xbps-install', 'xbps'],
  ['/usr/bin/swupd', 'swupd'],
];

export function packageManagerFacts({ files, fact }: FactContext): Facts {
  const family = fact('os_family');
  if (family === 'Debian') return { pkg_mgr: 'apt' };
  if (family === 'RedHat') return { pkg_mgr: redHatManager(files) };
  const found = packageManagers.findLast(([path]) => exists(files, path))?.[1] ?? 'unknown';
  return { pkg_mgr: family === 'Altlinux' && found === 'apt' ? 'apt_rpm' : found };
}

function redHatManager(files: FactContext['files']): string {
  if (exists(files, '/run/ostree-booted')) return 'atomic_container';
  const path = ['/usr/bin/dnf', '/usr/bin/microdnf'].find((program) => exists(files, program));
  if (path === undefined) return 'unknown';
  return files.realPath(path) === '/usr/bin/dnf5' ? 'dnf5' : 'dnf';
}
