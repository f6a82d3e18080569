import { DroverError } from '../../core/errors.ts';
import type { Host, HostReader } from '../../core/host.ts';
import { applyPackages, aptGet, aptOptions, aptProvider, installedPackages, updateLists } from './apt.ts';
import { type AptArgs, aptWish } from './apt-args.ts';
import { type AptWish, aptWords, installWords } from './apt-wish.ts';
import { type PackageState, wantPackages } from './provider.ts';

type Need = 'needed' | 'done';

export interface AptState extends PackageState {
  /** Only where the package lists are to be fetched; for a task about the lists alone it is their time. */
  readonly lists?: string;
  /** Only without packages: what is to be done to the system as a whole. */
  readonly system?: Readonly<Record<string, Need>>;
  readonly deb?: 'absent' | 'present';
}

export async function readApt(host: HostReader, args: AptArgs): Promise<AptState> {
  const wish = aptWish(args);
  const lists = await listsState(host, args, wish);
  const rest = await readRest(host, args, wish);
  return lists === undefined ? rest : { ...rest, lists };
}

async function readRest(host: HostReader, args: AptArgs, wish: AptWish): Promise<AptState> {
  if (wish.upgrade !== 'no')
    return { packages: {}, system: { upgrade: await simulated(host, wish, upgradeWords(wish), /^Inst /m) } };
  if (args.deb !== undefined) return { packages: {}, deb: await debState(host, args.deb) };
  if (wish.names.length > 0) return aptProvider.read(host, wish);
  if (args.clean) return { packages: {}, system: { clean: 'needed' } };
  if (args.autoclean) return { packages: {}, system: { autoclean: await simulated(host, wish, ['autoclean'], /^Del /m) } };
  if (!args.autoremove) return { packages: {} };
  return { packages: {}, system: { autoremove: await simulated(host, wish, autoremoveWords(wish), /^(Remv|Purg) /m) } };
}

const upgradeWords = (wish: AptWish): string[] =>
  wish.upgrade === 'dist' || wish.upgrade === 'full'
    ? [...installWords(wish), 'dist-upgrade']
    : [...installWords(wish), 'upgrade', '--with-new-pkgs'];

const autoremoveWords = (wish: AptWish): string[] => [...(wish.purge === true ? ['--purge'] : []), 'autoremove'];

async function simulated(host: HostReader, wish: AptWish, words: readonly string[], sign: RegExp): Promise<Need> {
  const { stdout } = await host.query('apt-get', [...aptWords(wish), '--simulate', ...words], aptOptions);
  return sign.test(stdout) ? 'needed' : 'done';
}

async function debState(host: HostReader, file: string): Promise<'absent' | 'present'> {
  if (file.includes('://'))
    throw new DroverError('UNSUPPORTED', `Cannot install "${file}": a package file has to be on the host`);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholders
  const { stdout } = await host.query('dpkg-deb', ['--showformat=${Package} ${Version}', '--show', file], aptOptions);
  const [name = '', version] = stdout.trim().split(' ');
  const found = (await installedPackages(host)).get(name);
  return found?.installed === true && found.version === version ? 'present' : 'absent';
}

/** When the lists were fetched last, in seconds since 1970; 0 where they never were. */
export function listsTime(host: HostReader): number {
  const stamp = host.stat('/var/lib/apt/periodic/update-success-stamp') ?? host.stat('/var/lib/apt/lists');
  return stamp?.mtime ?? 0;
}

/** Whether the task that reads has just fetched the lists: with packages that is no change of its own. */
function fetched(host: HostReader): { byThisTask: boolean } {
  return host.kept('lists.apt', () => ({ byThisTask: false }));
}

async function listsState(host: HostReader, args: AptArgs, wish: AptWish): Promise<string | undefined> {
  if (!wish.updateCache) return undefined;
  const mark = fetched(host);
  const isAboutLists = wish.names.length === 0 && wish.upgrade === 'no' && args.deb === undefined;
  const wasFetched = mark.byThisTask;
  mark.byThisTask = false;
  const isOld = listsTime(host) + args.cache_valid_time < Date.now() / 1000;
  if (isAboutLists) return isOld ? `fetched at ${listsTime(host)}` : undefined;
  return isOld || wasFetched ? 'as they were' : undefined;
}

export function wantApt(args: AptArgs, before: AptState): AptState {
  const system = Object.fromEntries(Object.keys(before.system ?? {}).map((name) => [name, 'done'] as const));
  return {
    ...wantPackages(aptWish(args), before),
    ...(before.lists === undefined ? {} : { lists: 'fetched anew' }),
    ...(before.system === undefined ? {} : { system }),
    ...(before.deb === undefined ? {} : { deb: 'present' }),
  };
}

/** Does what differs; after the lists were fetched that may be more than before. */
export async function applyApt(host: Host, args: AptArgs, before: AptState, after: AptState): Promise<void> {
  const wish = aptWish(args);
  let present = before;
  if (args.clean) await host.run('apt-get', ['clean'], aptOptions);
  if (before.lists !== undefined) {
    await updateLists(host, wish);
    fetched(host).byThisTask = true;
    present = await readRest(host, args, wish);
  }
  await applyPackages(host, wish, { before: present, after });
  if (present.deb === 'absent') await aptGet(host, wish, [...installWords(wish), 'install', args.deb ?? '']);
  if (present.system?.['upgrade'] === 'needed') await aptGet(host, wish, upgradeWords(wish));
  if (present.system?.['autoclean'] === 'needed') await aptGet(host, wish, ['autoclean']);
  if (present.system?.['autoremove'] === 'needed') await aptGet(host, wish, autoremoveWords(wish));
}
