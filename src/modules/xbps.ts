import { type Args, boolean, choice, path, strings } from '../core/args.ts';
import type { Host, HostReader } from '../core/host.ts';
import { defineModule } from '../core/module.ts';
import { type PackageState, packageWork, wantPackages } from './package/provider.ts';
import { availableUpdates, rememberNoUpdates, syncIndexes, type XbpsWish, xbpsInstall, xbpsProvider } from './package/xbps.ts';

const args = {
  name: strings({ aliases: ['pkg', 'package'], doc: 'Packages to install, upgrade or remove' }),
  state: choice(
    'present',
    'absent',
    'latest',
    'installed',
    'removed',
  )({ default: 'present', doc: 'Wanted state of the packages' }),
  recurse: boolean({ default: false, doc: 'Remove dependencies that nothing else needs as well' }),
  update_cache: boolean({ default: true, doc: 'Fetch the repository indexes before installing' }),
  upgrade: boolean({ default: false, doc: 'Upgrade the whole system' }),
  upgrade_xbps: boolean({ default: true, doc: 'Update xbps itself where it refuses to work before that' }),
  root: path({ doc: 'Root directory to work in' }),
  repositories: strings({ doc: 'Repositories to ask before the configured ones' }),
  accept_pubkey: boolean({ default: false, doc: 'Accept signing keys that are not known yet' }),
} as const;

interface XbpsState extends PackageState {
  /** Only where the whole system is to be upgraded. */
  readonly system?: 'outdated' | 'current';
  /** Only where the task is about the indexes alone: their files with times and sizes. */
  readonly index?: string;
}

function wishOf(given: Args<typeof args>): XbpsWish {
  const state = { installed: 'present', removed: 'absent', present: 'present', absent: 'absent', latest: 'latest' } as const;
  return {
    names: given.upgrade ? [] : (given.name ?? []),
    state: state[given.state],
    updateCache: given.update_cache,
    recurse: given.recurse,
    root: given.root,
    repositories: given.repositories,
    acceptPubkey: given.accept_pubkey,
    upgradeXbps: given.upgrade_xbps,
  };
}

/** A task without packages and upgrade: Ansible then says `changed` if an index was downloaded. */
const isAboutIndexes = (given: Args<typeof args>): boolean =>
  given.update_cache && !given.upgrade && (given.name ?? []).length === 0;

export const xbps = defineModule({
  name: 'community.general.xbps',
  summary: 'Install, upgrade and remove packages with XBPS',
  args,
  rules: { requiredOneOf: [['name', 'update_cache', 'upgrade']] },
  examples: [
    '- xbps: { name: [curl, git] }',
    '- community.general.xbps: { name: nomad, state: latest, update_cache: false }',
    '- xbps: { upgrade: true }',
  ],
  foresee: (host) => xbpsProvider.foresee?.(host),
  async read(host, request): Promise<XbpsState> {
    const wish = wishOf(request.args);
    if (isAboutIndexes(request.args)) return { packages: {}, index: indexFingerprint(host) };
    if (!request.args.upgrade) return xbpsProvider.read(host, wish);
    return { packages: {}, system: (await availableUpdates(host, wish)).size > 0 ? 'outdated' : 'current' };
  },
  want(request, before): XbpsState {
    if (before.index !== undefined) return { packages: {}, index: 'fetched' };
    return before.system === undefined ? wantPackages(wishOf(request.args), before) : { packages: {}, system: 'current' };
  },
  async apply(host, change) {
    const wish = wishOf(change.args);
    if (change.before.index !== undefined) return syncIndexes(host, wish);
    if (change.before.system !== undefined) return upgradeSystem(host, wish);
    return xbpsProvider.apply(host, wish, change);
  },
  async predict(host, change) {
    const wish = wishOf(change.args);
    if (change.before.index !== undefined) return;
    if (change.before.system === undefined) return xbpsProvider.predict(host, wish, change);
    host.pending('the system would be upgraded');
    rememberNoUpdates(host, wish);
  },
  observes: (request) => isAboutIndexes(request.args),
  returns: (_host, change) => message(change),
});

async function upgradeSystem(host: Host, wish: XbpsWish): Promise<void> {
  if (wish.updateCache) await syncIndexes(host, wish);
  await xbpsInstall(host, wish, ['-uy'], [0]);
}

/** xbps rewrites an index file only where the repository has a newer one. */
function indexFingerprint(host: HostReader): string {
  const base = '/var/db/xbps';
  const files: string[] = [];
  for (const repository of host.stat(base)?.type === 'directory' ? host.list(base) : []) {
    const folder = `${base}/${repository}`;
    if (host.stat(folder)?.type !== 'directory') continue;
    for (const name of host.list(folder)) {
      const found = host.stat(`${folder}/${name}`);
      if (name.endsWith('-repodata') && found !== undefined) files.push(`${repository}/${name} ${found.size} ${found.mtime}`);
    }
  }
  return files.join('\n');
}

function message(change: {
  before: XbpsState;
  after: XbpsState;
  args: Args<typeof args>;
  changes: readonly unknown[];
}): Record<string, unknown> {
  const isChanged = change.changes.length > 0;
  if (change.before.index !== undefined) {
    return { msg: isChanged ? 'Updated the package master lists' : 'Package list already up to date' };
  }
  if (change.before.system !== undefined) return { msg: isChanged ? 'System upgraded' : 'Nothing to upgrade' };
  const { missing, outdated, unwanted } = packageWork(change);
  if (wishOf(change.args).state === 'absent') {
    return isChanged
      ? { msg: `removed ${unwanted.length} package(s)`, packages: unwanted }
      : { msg: 'package(s) already absent' };
  }
  const packages = [...missing, ...outdated];
  return isChanged ? { msg: `installed ${packages.length} package(s)`, packages } : { msg: 'Nothing to Install' };
}
