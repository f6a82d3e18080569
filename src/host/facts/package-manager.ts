import type { FactContext, FactGroup, Facts } from './context.ts';
import { exists } from './read.ts';

/** By what is installed, and by the family where that decides (ansible-core 2.18). */
export const packageManagerFacts: FactGroup = { collector: 'pkg_mgr', names: ['pkg_mgr'], gather };

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

function gather({ files, fact }: FactContext): Facts {
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
