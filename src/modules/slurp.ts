import { path } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';

export const slurp = defineAction({
  name: 'ansible.builtin.slurp',
  summary: 'Read a file of the host, as base64',
  args: {
    src: path({ required: true, aliases: ['path'], doc: 'The file' }),
  },
  examples: ['- slurp: { src: /etc/ssh/ssh_host_ed25519_key.pub }', '- ansible.builtin.slurp: { path: /proc/mounts }'],
  effect: 'look',
  run(host, { src }): ActionOutcome {
    const stat = host.stat(src);
    if (stat === undefined) throw new DroverError('HOST_MISSING', `Cannot read ${src}: it does not exist`);
    if (stat.type === 'directory') throw new DroverError('MODULE_FAILED', `Cannot read ${src}: it is a directory`);
    return { result: { content: Buffer.from(host.readFile(src)).toString('base64'), encoding: 'base64', source: src } };
  },
});
