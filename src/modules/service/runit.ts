import { DroverError } from '../../core/errors.ts';
import type { Host, HostReader, PredictedHost } from '../../core/host.ts';
import { isLasting, type ServiceChange, type ServiceProvider, type ServiceState } from './provider.ts';
import { parseSvStatus, type RunitStatus } from './runit-output.ts';

export interface RunitWish {
  readonly name: string;
  readonly state?: 'started' | 'stopped' | 'restarted' | 'reloaded' | 'killed' | 'once' | undefined;
  readonly enabled?: boolean | undefined;
  readonly serviceDir?: string;
  readonly serviceSrc?: string;
}

const commands = {
  started: 'start',
  stopped: 'stop',
  restarted: 'restart',
  reloaded: 'reload',
  killed: 'force-stop',
  once: 'once',
} as const;

/** sv answers with the number of services it could not serve; real sv counts a link that runsvdir has not noticed yet. */
const svOptions = { accept: 'any', env: { LANG: 'C', LC_ALL: 'C' } } as const;

export const serviceLink = (wish: RunitWish): string => `${wish.serviceDir ?? '/var/service'}/${wish.name}`;
export const serviceSource = (wish: RunitWish): string => `${wish.serviceSrc ?? '/etc/sv'}/${wish.name}`;
const topic = (wish: RunitWish): string => `services.runit ${wish.serviceDir ?? '/var/service'}`;

/** The state of every service in the service directory, by its path there: one command for the whole run. */
function statuses(host: HostReader, wish: RunitWish): Promise<ReadonlyMap<string, RunitStatus>> {
  return host.cached(topic(wish), async () => {
    const links = enabledServices(host, wish.serviceDir);
    return links.length === 0 ? new Map() : ask(host, links);
  });
}

function enabledServices(host: HostReader, folder = '/var/service'): string[] {
  const names = host.list(folder).filter((name) => !name.startsWith('.'));
  return names.map((name) => `${folder}/${name}`);
}

async function ask(host: HostReader, links: readonly string[]): Promise<ReadonlyMap<string, RunitStatus>> {
  return parseSvStatus((await host.query('sv', ['status', ...links], svOptions)).stdout);
}

function foresee(host: HostReader): void {
  if (!host.online || host.stat('/var/service')?.type !== 'directory') return;
  const links = enabledServices(host);
  if (links.length > 0) host.foresee('sv', ['status', ...links], svOptions);
}

/** What sv says about an enabled service; undefined for one that is not enabled or on a root that is not running. */
export async function runitStatus(host: HostReader, wish: RunitWish): Promise<RunitStatus | undefined> {
  if (!host.online || host.lstat(serviceLink(wish)) === undefined) return undefined;
  const link = serviceLink(wish);
  // A task may have made the link since the others were asked for.
  return (await statuses(host, wish)).get(link) ?? (await ask(host, [link])).get(link);
}

/** A service without a link counts as stopped, as in community.general 10.7. On a root that is not running only links count. */
async function read(host: HostReader, wish: RunitWish): Promise<ServiceState> {
  const enabled = host.lstat(serviceLink(wish)) !== undefined;
  if (!host.online || wish.state === undefined) return wish.enabled === undefined ? {} : { enabled };
  return { state: enabled ? await stateOf(host, wish) : 'stopped', ...(wish.enabled === undefined ? {} : { enabled }) };
}

/**
 * runsvdir takes up to five seconds to notice a new link and then starts the service, so one that this run linked reads as
 * started until its supervisor answers.
 */
async function stateOf(host: HostReader, wish: RunitWish): Promise<string> {
  const state = (await runitStatus(host, wish))?.state ?? 'unknown';
  return state === 'unknown' && newLinks(host).has(serviceLink(wish)) ? 'started' : state;
}

/** The services that this run linked. */
function newLinks(host: HostReader): Set<string> {
  return host.kept('services.runit linked', () => new Set<string>());
}

function want(wish: RunitWish, before: ServiceState): ServiceState {
  return {
    ...before,
    ...(wish.enabled === undefined ? {} : { enabled: wish.enabled }),
    ...(wish.state === undefined || before.state === undefined ? {} : { state: wish.state }),
  };
}

async function apply(host: Host, wish: RunitWish, { before, after }: ServiceChange): Promise<void> {
  if (before.enabled !== after.enabled) await setEnabled(host, wish, after.enabled === true);
  const isLinked = host.lstat(serviceLink(wish)) !== undefined;
  if (host.online && wish.state !== undefined && isLinked && needsCommand(before, after)) {
    const command = [commands[wish.state], serviceLink(wish)];
    const { code } = await host.run('sv', command, svOptions);
    if (code !== 0 && waitsForSupervisor(host, wish, before)) await repeatUntilSupervised(host, wish, command);
  }
  host.forget(topic(wish));
}

/**
 * runsvdir looks for new links every five seconds. A service that this run linked starts by itself then; to be stopped it
 * has to be waited for, and so has one that an earlier run linked a moment ago.
 */
function waitsForSupervisor(host: Host, wish: RunitWish, before: ServiceState): boolean {
  const isNew = newLinks(host).has(serviceLink(wish));
  return isNew ? wish.state === 'stopped' : before.state === 'unknown' && isLasting(wish.state);
}

async function repeatUntilSupervised(host: Host, wish: RunitWish, command: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 14; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    if ((await host.run('sv', command, svOptions)).code === 0) return;
  }
  throw new DroverError(
    'MODULE_FAILED',
    `Cannot bring the service ${wish.name} to "${wish.state}": its supervisor does not answer`,
    {
      hint: 'see whether runsvdir runs; a root that is not running needs --offline',
    },
  );
}

/** Linking a service starts it: one that is to be enabled and stopped has to be stopped then. */
function needsCommand(before: ServiceState, after: ServiceState): boolean {
  return before.state !== after.state || (after.state === 'stopped' && before.enabled !== after.enabled);
}

async function setEnabled(host: Host, wish: RunitWish, enabled: boolean): Promise<void> {
  if (enabled) {
    requireSource(host, wish);
    host.symlink(serviceSource(wish), serviceLink(wish));
    newLinks(host).add(serviceLink(wish));
    return;
  }
  if (host.online) await host.run('sv', ['force-stop', serviceSource(wish)], svOptions);
  host.remove(serviceLink(wish));
}

/** @throws DroverError `HOST_MISSING`, which a check run with pending changes takes for a prediction */
function requireSource(host: HostReader, wish: RunitWish): void {
  const source = serviceSource(wish);
  if (host.stat(source) !== undefined) return;
  throw new DroverError('HOST_MISSING', `Cannot enable the service ${wish.name}: there is no ${source}`, {
    hint: 'install the package that brings it',
  });
}

async function predict(host: PredictedHost, wish: RunitWish, { before, after }: ServiceChange): Promise<void> {
  const known = new Map(await knownStatuses(host, wish));
  if (before.enabled !== after.enabled && after.enabled === true) {
    if (host.pendingChanges.length === 0) requireSource(host, wish);
    host.symlink(serviceSource(wish), serviceLink(wish));
  }
  if (before.enabled !== after.enabled && after.enabled === false) host.remove(serviceLink(wish));
  const isStopped = ['stopped', 'killed'].includes(wish.state ?? '');
  known.set(serviceLink(wish), { state: isStopped ? 'stopped' : 'started', pid: null, duration: null, line: '' });
  host.remember(topic(wish), known);
}

async function knownStatuses(host: HostReader, wish: RunitWish): Promise<ReadonlyMap<string, RunitStatus>> {
  return host.online && host.which('sv') !== undefined ? statuses(host, wish) : new Map();
}

export const runitProvider = { name: 'runit', foresee, read, want, apply, predict } satisfies ServiceProvider;
