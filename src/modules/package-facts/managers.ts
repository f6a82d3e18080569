import type { HostReader } from '../../core/host.ts';
import { apkInstalled } from '../package/apk.ts';
import { installedPackages } from '../package/apt.ts';
import { predictedAbsent } from '../package/provider.ts';
import { xbpsInstalled } from '../package/xbps.ts';

/** What is told of one installed package; `source` is the manager's name. */
export type PackageFact = Readonly<Record<'name' | 'version' | 'source', string> & Record<string, string | undefined>>;

/** One tool that knows installed packages. */
export interface PackageLister {
  isThere(host: HostReader): boolean;
  list(host: HostReader): Promise<PackageFact[]>;
}

/** By the name that `pkg_mgr` has for it. */
export const managers: Readonly<Record<string, PackageLister>> = {
  apk: { isThere: (host) => host.stat('/lib/apk/db/installed') !== undefined, list: apkPackages },
  apt: { isThere: (host) => host.stat('/var/lib/dpkg/status') !== undefined, list: aptPackages },
  xbps: { isThere: (host) => host.which('xbps-query') !== undefined, list: xbpsPackages },
};

/** As ansible-core 2.18 splits `name-1.2.3-r0`. */
async function apkPackages(host: HostReader): Promise<PackageFact[]> {
  return [...(await apkInstalled(host))]
    .filter(([, version]) => version !== predictedAbsent)
    .map(([name, whole]) => {
      const hyphen = whole.lastIndexOf('-');
      const [version, release] = hyphen < 0 ? [whole, ''] : [whole.slice(0, hyphen), whole.slice(hyphen + 1)];
      return { name, version, release, source: 'apk' };
    });
}

/** One of another architecture than the host's own is named with it, `libc6:i386`. */
async function aptPackages(host: HostReader): Promise<PackageFact[]> {
  const known = await installedPackages(host);
  return [...known].flatMap(([key, { name, version, architecture, section, installed }]) => {
    if (!installed || key !== `${name}:${architecture}`) return [];
    const own = known.get(name)?.architecture === architecture ? name : key;
    return [{ name: own, version, arch: architecture, category: section ?? '', source: 'apt' }];
  });
}

/** Ansible has no facts of xbps; the words are those that it has for apk. */
async function xbpsPackages(host: HostReader): Promise<PackageFact[]> {
  return [...(await xbpsInstalled(host))]
    .filter(([, version]) => version !== predictedAbsent)
    .map(([name, whole]) => {
      const [version = '', release = ''] = whole.split('_');
      return { name, version, release, source: 'xbps' };
    });
}
