import { DroverError } from '../../core/errors.ts';
import type { CommandOptions, Host, HostReader, PredictedHost } from '../../core/host.ts';
import { type ServiceChange, type ServiceProvider, type ServiceState, type ServiceWish, wantService } from './provider.ts';
import { isEnabled, parseSystemctlShow } from './systemd-output.ts';

export interface SystemdWish extends Omit<ServiceWish, 'name'> {
  /** Absent for a task that only reloads the manager. */
  readonly name?: string | undefined;
  readonly masked?: boolean | undefined;
  readonly daemonReload?: boolean;
  readonly daemonReexec?: boolean;
  readonly scope?: 'system' | 'user' | 'global';
  readonly noBlock?: boolean;
  readonly force?: boolean | undefined;
}

export interface SystemdState extends ServiceState {
  readonly masked?: boolean;
  /** Only where the manager is to be reloaded or executed anew, which is no change. */
  readonly manager?: 'as it was' | 'reloaded';
}

const topic = (wish: SystemdWish): string => `services.systemd ${wish.scope ?? 'system'} ${wish.name ?? ''}`;

/** systemctl believes to be in a chroot and would do nothing; PID 1 is the truth. Without one it works on the files alone. */
function options(host: HostReader, accept?: 'any'): CommandOptions {
  const env = host.online ? { SYSTEMD_IGNORE_CHROOT: '1', XDG_RUNTIME_DIR: '/run/user/0' } : { SYSTEMD_OFFLINE: '1' };
  return { env: { ...env, LC_ALL: 'C' }, ...(accept === undefined ? {} : { accept }) };
}

function flags({ scope = 'system', noBlock, force }: SystemdWish): string[] {
  return [...(scope === 'system' ? [] : [`--${scope}`]), ...(noBlock ? ['--no-block'] : []), ...(force ? ['--force'] : [])];
}

/** The unit's properties; of a root that is not running only `UnitFileState`. */
export function unitProperties(host: HostReader, wish: SystemdWish): Promise<ReadonlyMap<string, string>> {
  const { name } = wish;
  if (name === undefined) return Promise.resolve(new Map());
  return host.cached(topic(wish), async () => {
    if (host.online) {
      const { stdout } = await host.query('systemctl', [...flags(wish), 'show', name], options(host, 'any'));
      return parseSystemctlShow(stdout);
    }
    const { stdout } = await host.query('systemctl', [...flags(wish), 'is-enabled', name], options(host, 'any'));
    const state = stdout.trim();
    return new Map([
      ['UnitFileState', state],
      ['LoadState', state === '' || state === 'not-found' ? 'not-found' : 'loaded'],
    ]);
  });
}

async function read(host: HostReader, wish: SystemdWish): Promise<SystemdState> {
  const unit = await unitProperties(host, wish);
  const needsUnit = wish.state !== undefined || wish.enabled !== undefined;
  if (needsUnit) requireUnit(unit, wish);
  const fileState = unit.get('UnitFileState') ?? '';
  return {
    ...(wish.daemonReload || wish.daemonReexec ? { manager: 'as it was' } : {}),
    ...(wish.masked === undefined ? {} : { masked: unit.get('LoadState') === 'masked' || fileState === 'masked' }),
    ...(wish.enabled === undefined ? {} : { enabled: isEnabled(fileState, wish.enabled) }),
    ...(wish.state === undefined || !host.online ? {} : { state: runningState(unit.get('ActiveState'), wish) }),
  };
}

/** @throws DroverError `HOST_MISSING`, which a check run with pending changes takes for a prediction */
function requireUnit(unit: ReadonlyMap<string, string>, wish: SystemdWish): void {
  const load = unit.get('LoadState') ?? 'not-found';
  const isMasked = load === 'masked' || wish.masked === false;
  if (load === 'not-found') throw new DroverError('HOST_MISSING', `Cannot find the service ${wish.name} on the host`);
  const error = unit.get('LoadError');
  if (error !== undefined && error !== '' && !isMasked) {
    throw new DroverError('MODULE_FAILED', `Cannot load the unit ${wish.name}: ${error}`);
  }
}

function runningState(active: string | undefined, wish: SystemdWish): string {
  if (active === 'active' || active === 'activating') return 'started';
  return active === 'deactivating' && wish.state === 'stopped' ? 'deactivating' : 'stopped';
}

function want(wish: SystemdWish, before: SystemdState): SystemdState {
  const after: SystemdState = wantService({ ...wish, name: wish.name ?? '' }, before);
  return {
    ...(before.manager === undefined ? {} : { manager: 'reloaded' }),
    ...(wish.masked === undefined ? {} : { masked: wish.masked }),
    ...(after.enabled === undefined ? {} : { enabled: after.enabled }),
    ...(before.state === undefined || after.state === undefined ? {} : { state: after.state }),
  };
}

async function apply(host: Host, wish: SystemdWish, change: ServiceChange): Promise<void> {
  const { before, after }: { before: SystemdState; after: SystemdState } = change;
  const run = (...words: string[]): Promise<unknown> => host.run('systemctl', [...flags(wish), ...words], options(host));
  const name = wish.name ?? '';
  if (host.online && wish.daemonReload) await run('daemon-reload');
  if (host.online && wish.daemonReexec) await run('daemon-reexec');
  if (before.masked !== after.masked) await run(after.masked === true ? 'mask' : 'unmask', name);
  if (before.enabled !== after.enabled) await run(after.enabled === true ? 'enable' : 'disable', name);
  if (before.state !== after.state) await run(verb(before.state, after.state), name);
  host.forget(topic(wish));
}

/** A service that does not run is started where it is to be restarted or reloaded. */
function verb(before: string | undefined, after: string | undefined): string {
  if (after === 'stopped') return 'stop';
  if (after === 'started' || before !== 'started') return 'start';
  return after === 'restarted' ? 'restart' : 'reload';
}

async function predict(host: PredictedHost, wish: SystemdWish, change: ServiceChange): Promise<void> {
  const { after }: { after: SystemdState } = change;
  const unit = new Map(await unitProperties(host, wish));
  if (after.masked !== undefined) unit.set('LoadState', after.masked ? 'masked' : 'loaded');
  if (after.enabled !== undefined) unit.set('UnitFileState', after.enabled ? 'enabled' : 'disabled');
  if (after.state !== undefined) unit.set('ActiveState', after.state === 'stopped' ? 'inactive' : 'active');
  host.remember(topic(wish), unit);
}

export const systemdProvider = { name: 'systemd', read, want, apply, predict } satisfies ServiceProvider;
