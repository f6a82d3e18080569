import { type Args, boolean, choice, string } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { defineModule } from '../core/module.ts';
import { isLasting } from './service/provider.ts';
import { type SystemdState, type SystemdWish, systemdProvider, unitProperties } from './service/systemd.ts';

const args = {
  name: string({ aliases: ['service', 'unit'], doc: 'The unit; a service unless it has another ending' }),
  state: choice('reloaded', 'restarted', 'started', 'stopped')({ doc: 'Wanted state; the first two act every time' }),
  enabled: boolean({ doc: 'Whether the unit starts at boot' }),
  masked: boolean({ doc: 'Whether the unit is masked' }),
  force: boolean({ doc: 'Override links that are there' }),
  daemon_reload: boolean({ default: false, aliases: ['daemon-reload'], doc: 'Reload the manager first' }),
  daemon_reexec: boolean({ default: false, aliases: ['daemon-reexec'], doc: 'Execute the manager anew first' }),
  scope: choice('system', 'user', 'global')({ default: 'system', doc: 'Which manager' }),
  no_block: boolean({ default: false, doc: 'Do not wait until the unit has done what it is asked' }),
} as const;

function wishOf(given: Args<typeof args>): SystemdWish {
  const { name, state, enabled, masked, force, scope } = given;
  if (name !== undefined && /[*?[]/.test(name)) {
    throw new DroverError('MODULE_ARGS', `Cannot use the pattern "${name}" as a unit: the name of one unit is needed`);
  }
  const manager = { daemonReload: given.daemon_reload, daemonReexec: given.daemon_reexec };
  return { name, state, enabled, masked, force, scope, noBlock: given.no_block, ...manager };
}

export const systemd = defineModule({
  name: 'ansible.builtin.systemd_service',
  aliases: ['systemd', 'ansible.builtin.systemd'],
  summary: 'Enable, start, stop and mask systemd units',
  args,
  rules: {
    requiredOneOf: [['state', 'enabled', 'masked', 'daemon_reload', 'daemon_reexec']],
    requiredBy: { state: ['name'], enabled: ['name'], masked: ['name'] },
  },
  examples: [
    '- systemd: { name: nomad, enabled: true, state: started, daemon_reload: true }',
    '- ansible.builtin.systemd_service: { name: apt-daily.timer, masked: true }',
    '- systemd: { daemon_reload: true }',
  ],
  read: (host, request): Promise<SystemdState> => systemdProvider.read(host, wishOf(request.args)),
  want: (request, before) => systemdProvider.want(wishOf(request.args), before),
  apply: (host, change) => systemdProvider.apply(host, wishOf(change.args), change),
  async predict(host, change) {
    await systemdProvider.predict(host, wishOf(change.args), change);
    const { manager } = change.before;
    return manager === undefined ? undefined : { ...change.after, manager };
  },
  verifies: ({ args: given }) => isLasting(given.state) && !given.no_block,
  observes: ({ args: given }) => given.daemon_reload || given.daemon_reexec,
  async returns(host, { args: given, after }) {
    const status = Object.fromEntries(await unitProperties(host, wishOf(given)));
    const state = given.state === undefined ? {} : { state: given.state === 'stopped' ? 'stopped' : 'started' };
    return { name: given.name ?? null, status, ...(after.enabled === undefined ? {} : { enabled: after.enabled }), ...state };
  },
});
