import type { Host, HostReader, PredictedHost } from '../../core/host.ts';
import {
  type PackageChange,
  type PackageProvider,
  type PackageState,
  type PackageStatus,
  type PackageWish,
  packageWork,
  predictPackages,
} from './provider.ts';

const topic = 'packages.apk';

/** What apk has on the host: installed packages with versions, and what a person asked for. */
interface ApkDatabase {
  readonly installed: ReadonlyMap<string, string>;
  readonly world: ReadonlySet<string>;
}

/** /lib/apk/db/installed (apk-tools 2.14): stanzas with `P:` name, `V:` version, `p:` what it provides. */
export function parseApkInstalled(text: string): Map<string, string> {
  const installed = new Map<string, string>();
  for (const stanza of text.split('\n\n')) {
    const name = /^P:(.*)$/m.exec(stanza)?.[1];
    const version = /^V:(.*)$/m.exec(stanza)?.[1];
    if (name !== undefined && version !== undefined) installed.set(name, version);
  }
  return installed;
}

/** /etc/apk/world: names with `@repository` or a version behind them; `!` in front forbids one. */
export function parseApkWorld(text: string): Set<string> {
  return new Set(
    text
      .split(/\s+/)
      .filter((word) => word !== '' && !word.startsWith('!'))
      .map((word) => word.replace(/[@=<>~].*$/, '')),
  );
}

/** `apk version NAME` (apk-tools 2.14): `name-1.2-r0 < 1.3-r0` for one with a newer version. */
export function parseApkVersion(output: string): Set<string> {
  return new Set([...output.matchAll(/^(\S+)-[^-\s]+-r\d+\s+<\s/gm)].map(([, name = '']) => name));
}

export function apkInstalled(host: HostReader): Promise<ReadonlyMap<string, string>> {
  return database(host).then(({ installed }) => installed);
}

function database(host: HostReader): Promise<ApkDatabase> {
  const text = (path: string): string => (host.stat(path) === undefined ? '' : host.readText(path));
  return host.cached(topic, async () => ({
    installed: parseApkInstalled(text('/lib/apk/db/installed')),
    world: parseApkWorld(text('/etc/apk/world')),
  }));
}

/** A dependency that nobody asked for by name is not present yet, as community.general 10.7 has it. */
async function read(host: HostReader, wish: PackageWish): Promise<PackageState> {
  const { installed, world } = await database(host);
  const present = wish.names.filter((name) => (wish.state === 'absent' ? installed.has(name) : world.has(name)));
  const isNewestAsked = wish.state === 'latest' && present.length > 0;
  const newer = isNewestAsked ? parseApkVersion((await host.query('apk', ['version', ...present])).stdout) : new Set<string>();
  const status = (name: string): PackageStatus => {
    if (!present.includes(name)) return 'absent';
    return newer.has(name) ? 'outdated' : 'present';
  };
  return { packages: Object.fromEntries(wish.names.map((name) => [name, status(name)])) };
}

async function apply(host: Host, wish: PackageWish, change: PackageChange): Promise<void> {
  const { missing, outdated, unwanted } = packageWork(change);
  if (wish.updateCache && unwanted.length === 0) await host.run('apk', ['update']);
  const upgrade = outdated.length > 0 ? ['--upgrade'] : [];
  if (missing.length + outdated.length > 0) await host.run('apk', ['add', ...upgrade, ...missing, ...outdated]);
  if (unwanted.length > 0) await host.run('apk', ['del', '--purge', ...unwanted]);
  host.forget(topic);
}

async function predict(host: PredictedHost, _wish: PackageWish, change: PackageChange): Promise<void> {
  const { installed, world } = await database(host);
  const { missing, outdated, unwanted } = packageWork(change);
  const after = new Map(predictPackages(host, change, installed));
  for (const name of unwanted) after.delete(name);
  const names = [...world, ...missing, ...outdated].filter((name) => !unwanted.includes(name));
  host.remember<ApkDatabase>(topic, { installed: after, world: new Set(names) });
}

export const apkProvider: PackageProvider = { name: 'apk', read, apply, predict };
