import { type Args, boolean, choice, int, string, unsupported } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import type { HostReader } from '../core/host.ts';
import { defineModule } from '../core/module.ts';
import { openrcProvider } from './service/openrc.ts';
import { isLasting, type ServiceProvider, type ServiceState } from './service/provider.ts';
import { runitProvider } from './service/runit.ts';
import { systemdProvider } from './service/systemd.ts';

const providers: readonly ServiceProvider[] = [runitProvider, openrcProvider, systemdProvider];

const args = {
  name: string({ required: true, doc: 'Name of the service' }),
  state: choice('reloaded', 'restarted', 'started', 'stopped')({ doc: 'Wanted state; the first two act every time' }),
  enabled: boolean({ doc: 'Whether the service starts at boot' }),
  runlevel: string({ default: 'default', doc: 'OpenRC: the runlevel that the service belongs to' }),
  sleep: int({ doc: 'Has no effect: no supported service manager needs it' }),
  use: string({ default: 'auto', doc: 'Service manager, in place of the one that the fact service_mgr names' }),
  pattern: unsupported('services are asked for their state by the service manager'),
  arguments: unsupported('no supported service manager takes arguments', { aliases: ['args'] }),
} as const;

/** The manager that did the work, and the state there. */
interface ManagedState extends ServiceState {
  readonly manager: string;
}

export const service = defineModule({
  name: 'ansible.builtin.service',
  summary: 'Enable, start and stop services with the service manager of the host',
  args,
  rules: { requiredOneOf: [['state', 'enabled']] },
  examples: ['- service: { name: sshd, enabled: true, state: started }', '- service: { name: docker, state: restarted }'],
  foresee: (host) => known(String(host.facts.get('service_mgr')))?.foresee?.(host),
  async read(host, { args: given }): Promise<ManagedState> {
    const provider = providerFor(host, given);
    return { manager: provider.name, ...(await provider.read(host, given)) };
  },
  want({ args: given }, { manager, ...before }): ManagedState {
    return { manager, ...providerNamed(manager).want(given, before) };
  },
  apply: (host, change) => providerNamed(change.before.manager).apply(host, change.args, change),
  predict: (host, change) => providerNamed(change.before.manager).predict(host, change.args, change),
  verifies: ({ args: given }) => isLasting(given.state),
  returns: (_host, { args: given, after }) => ({
    name: given.name,
    ...(given.state === undefined ? {} : { state: given.state === 'stopped' ? 'stopped' : 'started' }),
    ...(after.enabled === undefined ? {} : { enabled: after.enabled }),
  }),
});

function providerFor(host: HostReader, given: Args<typeof args>): ServiceProvider {
  return providerNamed(given.use === 'auto' ? String(host.facts.get('service_mgr')) : given.use);
}

function known(name: string): ServiceProvider | undefined {
  return providers.find((each) => name === each.name || name.endsWith(`.${each.name}`));
}

function providerNamed(name: string): ServiceProvider {
  const found = known(name);
  if (found !== undefined) return found;
  throw new DroverError('HOST_MISSING', `Cannot manage services of "${name}": Drover knows runit, openrc and systemd`, {
    hint: 'name the service manager with "use"',
  });
}
