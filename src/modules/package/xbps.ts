import { DroverError } from '../../core/errors.ts';
import type { CommandResult, Host, HostReader, PredictedHost } from '../../core/host.ts';
import {
  type PackageChange,
  type PackageProvider,
  type PackageState,
  type PackageStatus,
  type PackageWish,
  packageWork,
  predictedAbsent,
  predictPackages,
} from './provider.ts';
import { parseInstalled, parseUpdates } from './xbps-output.ts';

export interface XbpsWish extends PackageWish {
  readonly recurse?: boolean;
  readonly root?: string | undefined;
  readonly repositories?: readonly string[] | undefined;
  readonly acceptPubkey?: boolean;
  /** Whether xbps may bring itself up to date where it refuses to work before that. */
  readonly upgradeXbps?: boolean;
}

/** xbps answers 16 (EBUSY) where it wants to be updated first, 17 (EEXIST) where nothing is to be done. */
const wantsItselfUpdated = 16;
const nothingToDo = 17;
/** Stands for every package where xbps does not say which ones have updates. */
const anyPackage = '*';

const installedTopic = (wish: XbpsWish): string => `packages.xbps${wish.root ?? ''}`;
const updatesTopic = (wish: XbpsWish): string => `updates.xbps${[wish.root ?? '', ...(wish.repositories ?? [])].join(' ')}`;
const rootFlags = (wish: XbpsWish): string[] => (wish.root === undefined ? [] : ['-r', wish.root]);
const installFlags = (wish: XbpsWish): string[] => [
  ...rootFlags(wish),
  ...(wish.repositories ?? []).map((url) => `--repository=${url}`),
];

export function xbpsInstalled(host: HostReader): Promise<ReadonlyMap<string, string>> {
  return installedPackages(host, { names: [], state: 'present', updateCache: false });
}

function installedPackages(host: HostReader, wish: XbpsWish): Promise<ReadonlyMap<string, string>> {
  return host.cached(installedTopic(wish), async () => {
    const { stdout } = await host.query('xbps-query', [...rootFlags(wish), '-l']);
    return parseInstalled(stdout);
  });
}

/**
 * Packages with a newer version in the repositories. With `updateCache` the indexes are fetched for this question only
 * (`-M`), so that nothing is written; xbps before 0.46 has no `-M` and answers with its usage.
 */
export function availableUpdates(host: HostReader, wish: XbpsWish): Promise<ReadonlyMap<string, string>> {
  return host.cached(updatesTopic(wish), async () => {
    const ask = (flags: string): Promise<CommandResult> =>
      host.query('xbps-install', [flags, ...installFlags(wish)], { accept: [0, 1, wantsItselfUpdated, nothingToDo] });
    let answer = await ask(wish.updateCache ? '-Mun' : '-un');
    if (answer.code === 1 && wish.updateCache) answer = await ask('-un');
    if (answer.code === wantsItselfUpdated) return new Map([[anyPackage, '']]);
    if (answer.code === 1) {
      throw new DroverError(
        'COMMAND_FAILED',
        `Cannot ask xbps-install for updates: ${answer.stderr.trim() || 'it exits with 1'}`,
      );
    }
    return parseUpdates(answer.stdout);
  });
}

/** A name that is in no list can be a virtual package or a pattern (`foo>=1.2`), which xbps itself resolves. */
async function resolves(host: HostReader, wish: XbpsWish, name: string): Promise<boolean> {
  const { stdout } = await host.query('xbps-query', [...rootFlags(wish), name], { accept: [0, 2] });
  return stdout !== '';
}

async function status(host: HostReader, wish: XbpsWish, name: string): Promise<PackageStatus> {
  const version = (await installedPackages(host, wish)).get(name);
  if (version === predictedAbsent) return 'absent';
  if (version === undefined && !(await resolves(host, wish, name))) return 'absent';
  if (wish.state !== 'latest') return 'present';
  const updates = await availableUpdates(host, wish);
  return updates.has(name) || updates.has(anyPackage) ? 'outdated' : 'present';
}

async function read(host: HostReader, wish: XbpsWish): Promise<PackageState> {
  const packages: Record<string, PackageStatus> = {};
  for (const name of wish.names) packages[name] = await status(host, wish, name);
  return { packages };
}

/** Fetches the repository indexes; once for the run is enough for any number of packages. */
export async function syncIndexes(host: Host, wish: XbpsWish): Promise<void> {
  const input = wish.acceptPubkey === true ? 'y\n' : 'n\n';
  await host.run('xbps-install', ['-S', ...installFlags(wish)], { input });
  host.forget(updatesTopic(wish));
}

/** Runs xbps-install; where it wants to be updated first, that is done and the command repeated once. */
export async function xbpsInstall(host: Host, wish: XbpsWish, args: readonly string[], accept: readonly number[]): Promise<void> {
  const flags = installFlags(wish);
  const first = await host.run('xbps-install', [...flags, ...args], { accept: [...accept, wantsItselfUpdated] });
  if (first.code === wantsItselfUpdated) {
    if (wish.upgradeXbps === false) {
      throw new DroverError('COMMAND_FAILED', 'Cannot install packages: the xbps package has to be updated first', {
        hint: 'allow it with "upgrade_xbps: true"',
      });
    }
    await host.run('xbps-install', [...flags, '-uy', 'xbps']);
    await host.run('xbps-install', [...flags, ...args], { accept });
  }
  forgetPackages(host, wish);
}

/** What a check run knows after an upgrade of the system. */
export function rememberNoUpdates(host: Host, wish: XbpsWish): void {
  host.remember(updatesTopic(wish), new Map<string, string>());
}

function forgetPackages(host: Host, wish: XbpsWish): void {
  host.forget(installedTopic(wish));
  host.forget(updatesTopic(wish));
}

/** The state of the repository configuration: after a change the indexes have to be fetched again. */
function configuration(host: HostReader): string {
  const folder = '/etc/xbps.d';
  if (host.stat(folder)?.type !== 'directory') return '';
  return host
    .list(folder)
    .map((name) => `${name}=${host.stat(`${folder}/${name}`)?.mtime}`)
    .join(' ');
}

function foresee(host: HostReader): void {
  host.foresee('xbps-query', ['-l']);
}

async function apply(host: Host, wish: XbpsWish, change: PackageChange): Promise<void> {
  const { missing, outdated, unwanted } = packageWork(change);
  if (wish.updateCache && missing.length + outdated.length > 0) {
    await host.cached(`index.xbps ${configuration(host)} ${updatesTopic(wish)}`, () => syncIndexes(host, wish));
  }
  if (missing.length > 0) await xbpsInstall(host, wish, ['-y', ...missing], [0]);
  if (outdated.length > 0) await xbpsInstall(host, wish, ['-uy', ...outdated], [0, nothingToDo]);
  for (const name of unwanted) {
    await host.run('xbps-remove', [...rootFlags(wish), wish.recurse === true ? '-Ry' : '-y', name]);
    forgetPackages(host, wish);
  }
}

async function predict(host: PredictedHost, wish: XbpsWish, change: PackageChange): Promise<void> {
  host.remember(installedTopic(wish), predictPackages(host, change, await installedPackages(host, wish)));
  if (wish.state !== 'latest') return;
  const done = packageWork(change).outdated;
  const updates = await availableUpdates(host, wish);
  if (done.length > 0)
    host.remember(updatesTopic(wish), new Map([...updates].filter(([name]) => ![...done, anyPackage].includes(name))));
}

export const xbpsProvider: PackageProvider = { name: 'xbps', foresee, read, apply, predict };
