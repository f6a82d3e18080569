import { type Args, boolean, choice, path, string } from '../core/args.ts';
import { defineModule } from '../core/module.ts';
import { isLasting, type ServiceState } from './service/provider.ts';
import { type RunitWish, runitProvider, runitStatus, serviceLink, serviceSource } from './service/runit.ts';

const args = {
  name: string({ required: true, doc: 'Name of the service' }),
  state: choice(
    'killed',
    'once',
    'reloaded',
    'restarted',
    'started',
    'stopped',
  )({ doc: 'Wanted state; all but `started` and `stopped` act every time' }),
  enabled: boolean({ doc: 'Whether the service is linked into the service directory; a service that is not linked is stopped' }),
  service_dir: path({ default: '/var/service', doc: 'Directory that runsvdir watches' }),
  service_src: path({ default: '/etc/sv', doc: 'Directory where services are defined' }),
} as const;

function wishOf(given: Args<typeof args>): RunitWish {
  return {
    name: given.name,
    state: given.state,
    enabled: given.enabled,
    serviceDir: given.service_dir,
    serviceSrc: given.service_src,
  };
}

export const runit = defineModule({
  name: 'community.general.runit',
  aliases: ['ansible.builtin.runit'],
  summary: 'Enable, start and stop runit services',
  args,
  examples: [
    '- runit: { name: sshd, enabled: true, state: started }',
    '- community.general.runit: { name: chronyd, state: restarted }',
    '- runit: { name: dnscache, state: reloaded, service_dir: /run/service }',
  ],
  foresee: (host) => runitProvider.foresee(host),
  read: (host, request): Promise<ServiceState> => runitProvider.read(host, wishOf(request.args)),
  want: (request, before) => runitProvider.want(wishOf(request.args), before),
  apply: (host, change) => runitProvider.apply(host, wishOf(change.args), change),
  predict: (host, change) => runitProvider.predict(host, wishOf(change.args), change),
  verifies: (request) => isLasting(request.args.state),
  async returns(host, change) {
    const wish = wishOf(change.args);
    const enabled = host.lstat(serviceLink(wish)) !== undefined;
    const status = await runitStatus(host, wish);
    return {
      sv: {
        state: enabled ? (status?.state ?? 'unknown') : 'stopped',
        enabled,
        svc_full: serviceLink(wish),
        src_full: serviceSource(wish),
        pid: status?.pid ?? null,
        duration: status?.duration ?? null,
        full_state: status === undefined ? null : `${status.line}\n`,
      },
    };
  },
});
