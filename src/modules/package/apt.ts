import { DroverError } from '../../core/errors.ts';
import { fnmatch } from '../../core/fnmatch.ts';
import type { CommandOptions, Host, HostReader, PredictedHost } from '../../core/host.ts';
import { type AptWish, aptWords, installWords, type PackageSpec, parsePackageSpec, removeWords } from './apt-wish.ts';
import { compareDebianVersions } from './debian-version.ts';
import { type DpkgPackage, parseAptPolicy, parseDpkgStatus } from './dpkg-status.ts';
import { type PackageChange, type PackageProvider, type PackageState, type PackageStatus, packageWork } from './provider.ts';

const topic = 'packages.apt';
const statusFile = '/var/lib/dpkg/status';
export const aptOptions: CommandOptions = {
  env: { DEBIAN_FRONTEND: 'noninteractive', DEBIAN_PRIORITY: 'critical', LC_ALL: 'C', LANGUAGE: 'C' },
};

/** What dpkg's own file says: no process is needed to know what is installed. */
export function installedPackages(host: HostReader): Promise<ReadonlyMap<string, DpkgPackage>> {
  return host.cached(topic, async () => parseDpkgStatus(host.stat(statusFile) === undefined ? '' : host.readText(statusFile)));
}

/** A pattern has the status of the first of its packages that is not as it should be. */
async function read(host: HostReader, wish: AptWish): Promise<PackageState> {
  const packages: Record<string, PackageStatus> = {};
  for (const written of wish.names.map((name) => name.trim())) {
    const found = await statuses(host, wish, written);
    const wanted = wish.state === 'absent' ? 'absent' : 'present';
    packages[written] = [...found.values()].find((each) => each !== wanted) ?? wanted;
  }
  return { packages };
}

async function statuses(host: HostReader, wish: AptWish, written: string): Promise<ReadonlyMap<string, PackageStatus>> {
  const installed = await installedPackages(host);
  const found = new Map<string, PackageStatus>();
  for (const spec of await expanded(host, wish, parsePackageSpec(written))) {
    found.set(installable(spec), await status(host, wish, spec, installed.get(spec.name)));
  }
  return found;
}

/** A pattern stands for all packages whose name it fits: installed ones for a removal, else all that apt knows. */
async function expanded(host: HostReader, wish: AptWish, spec: PackageSpec): Promise<PackageSpec[]> {
  if (!/[*?[\]!]/.test(spec.name)) return [spec];
  const names = wish.state === 'absent' ? [...(await installedPackages(host)).keys()] : await knownNames(host);
  const fits = fnmatch(spec.name);
  const found = names.filter((name) => fits.test(name) && name.includes(':') === spec.name.includes(':'));
  if (found.length === 0 && wish.state !== 'absent') {
    throw new DroverError('MODULE_FAILED', `Cannot install "${spec.name}": no package has a name like that`);
  }
  return found.map((name) => ({ ...spec, name }));
}

function knownNames(host: HostReader): Promise<readonly string[]> {
  return host.cached('names.apt', async () =>
    (await host.query('apt-cache', ['pkgnames'], aptOptions)).stdout.trim().split('\n').sort(),
  );
}

async function status(
  host: HostReader,
  wish: AptWish,
  spec: PackageSpec,
  found: DpkgPackage | undefined,
): Promise<PackageStatus> {
  if (wish.state === 'absent') return found !== undefined && (found.installed || wish.purge === true) ? 'present' : 'absent';
  if (found === undefined || !found.installed) return wish.onlyUpgrade === true ? 'present' : 'absent';
  if (!fulfils(found.version, spec)) return 'outdated';
  return wish.state === 'latest' && (await hasNewer(host, spec, found.version)) ? 'outdated' : 'present';
}

function fulfils(version: string, { comparison, version: asked }: PackageSpec): boolean {
  if (comparison === undefined || version === 'pending') return true;
  return comparison === '=' ? fnmatch(asked).test(version) : compareDebianVersions(version, asked) >= 0;
}

async function hasNewer(host: HostReader, { name, comparison, version }: PackageSpec, installed: string): Promise<boolean> {
  if (installed === 'pending') return false;
  const { stdout } = await host.query('apt-cache', ['policy', name], aptOptions);
  const candidate = parseAptPolicy(stdout).get(name);
  const isWanted = candidate !== undefined && (comparison !== '=' || fnmatch(version).test(candidate));
  return isWanted && candidate !== installed;
}

/** Installs, upgrades and removes what differs, one command each. */
export async function applyPackages(host: Host, wish: AptWish, change: PackageChange): Promise<void> {
  const { missing, outdated, unwanted } = packageWork(change);
  const names: string[] = [];
  for (const written of Object.keys(change.before.packages)) {
    if (![...missing, ...outdated, ...unwanted].includes(written)) continue;
    const wanted = change.after.packages[written];
    for (const [name, present] of await statuses(host, wish, written)) if (present !== wanted) names.push(name);
  }
  if (names.length === 0) return;
  const words = wish.state === 'absent' ? ['-q', ...removeWords(wish), 'remove'] : [...installWords(wish), 'install'];
  await aptGet(host, wish, [...words, ...names]);
}

/** What apt-get takes: it has no `>=`, so the newest version has to do; a pattern of versions it knows. */
function installable({ name, comparison, version }: PackageSpec): string {
  return comparison === '=' ? `${name}=${version}` : name;
}

/** Runs apt-get for a change; package scripts that ask policy-rc.d get the exit code asked for. */
export async function aptGet(host: Host, wish: AptWish, words: readonly string[]): Promise<void> {
  const policy = '/usr/sbin/policy-rc.d';
  const kept = `${policy}.kept`;
  const replaces = wish.policyRcD !== undefined;
  if (replaces && host.lstat(policy) !== undefined) host.rename(policy, kept);
  if (replaces) host.writeFile(policy, `#!/bin/sh\nexit ${wish.policyRcD}\n`, { mode: 0o755 });
  try {
    await host.run('apt-get', [...aptWords(wish), ...words], aptOptions);
  } finally {
    if (replaces) host.remove(policy);
    if (replaces && host.lstat(kept) !== undefined) host.rename(kept, policy);
    host.forget(topic);
    host.forget('names.apt');
  }
}

async function predict(host: PredictedHost, _wish: AptWish, change: PackageChange): Promise<void> {
  const { missing, outdated, unwanted } = packageWork(change);
  const predicted = new Map(await installedPackages(host));
  for (const written of [...missing, ...outdated]) {
    const { name } = parsePackageSpec(written);
    predicted.set(name, { name, version: 'pending', architecture: '', section: undefined, installed: true });
    host.pending(`package ${written} would be installed`);
  }
  for (const name of unwanted) {
    predicted.delete(name);
    host.pending(`package ${name} would be removed`);
  }
  host.remember(topic, predicted);
}

/** Fetches the package lists, trying again as often as asked for. */
export async function updateLists(host: Host, wish: AptWish): Promise<void> {
  await host.run('apt-get', ['-o', `Acquire::Retries=${wish.updateRetries ?? 5}`, 'update'], aptOptions);
  host.forget('names.apt');
}

export const aptProvider: PackageProvider = {
  name: 'apt',
  read,
  predict,
  async apply(host, wish, change) {
    if (wish.updateCache) await updateLists(host, wish);
    await applyPackages(host, wish, change);
  },
};
