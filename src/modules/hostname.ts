import { choice, string } from '../core/args.ts';
import { defineModule } from '../core/module.ts';
import { hostnameStrategy } from './lib/hostname-strategy.ts';

interface NameState {
  readonly permanent: string;
  /** Only where the host's way of doing it has both. */
  readonly current?: string;
}

export const hostname = defineModule({
  name: 'ansible.builtin.hostname',
  summary: 'Set the name of the host',
  args: {
    name: string({ required: true, doc: 'The name' }),
    use: choice(
      'alpine',
      'debian',
      'generic',
      'openrc',
      'systemd',
    )({ doc: 'How the host keeps its name, in place of what its facts say' }),
  },
  examples: ['- hostname: { name: node1.example.net }', '- hostname: { name: node1, use: systemd }'],
  async read(host, { args }): Promise<NameState> {
    const strategy = hostnameStrategy(host, args.use);
    const permanent = await strategy.permanent(host);
    return strategy.current === undefined ? { permanent } : { permanent, current: await strategy.current(host) };
  },
  want({ args }, before): NameState {
    return before.current === undefined ? { permanent: args.name } : { permanent: args.name, current: args.name };
  },
  async apply(host, { args, before, after }) {
    const strategy = hostnameStrategy(host, args.use);
    if (before.permanent !== after.permanent) await strategy.setPermanent(host, args.name);
    if (before.current !== after.current) await strategy.setCurrent?.(host, args.name);
  },
  predict(host, { args }) {
    if (host.stat('/etc/hostname')?.type === 'file') host.writeFile('/etc/hostname', `${args.name}\n`);
  },
  diff({ args, before }) {
    const old = before.current !== undefined && before.current !== args.name ? before.current : before.permanent;
    return [{ before: `hostname = ${old}\n`, after: `hostname = ${args.name}\n` }];
  },
  returns: (_host, { args }) => ({
    name: args.name,
    ansible_facts: { ansible_hostname: args.name.split('.')[0], ansible_nodename: args.name },
  }),
});
