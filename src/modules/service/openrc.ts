import { DroverError } from '../../core/errors.ts';
import type { Host, HostReader, PredictedHost } from '../../core/host.ts';
import { type ServiceChange, type ServiceProvider, type ServiceState, type ServiceWish, wantService } from './provider.ts';

export interface OpenrcWish extends ServiceWish {
  readonly runlevel?: string;
}

const topic = (wish: OpenrcWish): string => `services.openrc ${wish.name}`;
const runlevelLink = (wish: OpenrcWish): string => `/etc/runlevels/${wish.runlevel ?? 'default'}/${wish.name}`;

/** `rc-service NAME status` (OpenRC 0.45): ` * status: started`, on standard output for Ansible's reading of it. */
export function parseOpenrcStatus(output: string): 'started' | 'stopped' | 'crashed' {
  if (output.includes('crashed')) return 'crashed';
  return output.includes('started') ? 'started' : 'stopped';
}

async function read(host: HostReader, wish: OpenrcWish): Promise<ServiceState> {
  const script = `/etc/init.d/${wish.name}`;
  if (host.stat(script) === undefined) {
    throw new DroverError('HOST_MISSING', `Cannot find the service ${wish.name} on the host: there is no ${script}`);
  }
  return {
    ...(wish.enabled === undefined ? {} : { enabled: host.lstat(runlevelLink(wish)) !== undefined }),
    ...(wish.state === undefined || !host.online ? {} : { state: await status(host, wish) }),
  };
}

function status(host: HostReader, wish: OpenrcWish): Promise<string> {
  return host.cached(topic(wish), async () => {
    const { stdout, stderr } = await host.query('rc-service', [wish.name, 'status'], { accept: 'any' });
    return parseOpenrcStatus(stdout + stderr);
  });
}

function want(wish: OpenrcWish, before: ServiceState): ServiceState {
  const { state, ...rest } = wantService(wish, before);
  return before.state === undefined || state === undefined ? rest : { ...rest, state };
}

async function apply(host: Host, wish: OpenrcWish, { before, after }: ServiceChange): Promise<void> {
  if (before.enabled !== after.enabled) {
    await host.run('rc-update', [after.enabled === true ? 'add' : 'del', wish.name, wish.runlevel ?? 'default']);
  }
  if (before.state !== after.state) {
    // a service that crashed has to be forgotten before it can be started
    if (before.state === 'crashed' && after.state !== 'stopped') await host.run('rc-service', [wish.name, 'zap']);
    await host.run('rc-service', [wish.name, verb(before.state, after.state)]);
  }
  host.forget(topic(wish));
}

function verb(before: string | undefined, after: string | undefined): string {
  if (after === 'stopped') return 'stop';
  if (after === 'restarted') return 'restart';
  return after === 'reloaded' && before === 'started' ? 'reload' : 'start';
}

function predict(host: PredictedHost, wish: OpenrcWish, { before, after }: ServiceChange): Promise<void> {
  if (before.enabled === false && after.enabled === true) host.symlink(`/etc/init.d/${wish.name}`, runlevelLink(wish));
  if (before.enabled === true && after.enabled === false) host.remove(runlevelLink(wish));
  if (after.state !== undefined) host.remember(topic(wish), after.state === 'stopped' ? 'stopped' : 'started');
  return Promise.resolve();
}

export const openrcProvider = { name: 'openrc', read, want, apply, predict } satisfies ServiceProvider;
