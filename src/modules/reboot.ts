import { type Args, int, string, strings } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { defineAction } from '../core/module.ts';
import { shellWords } from './lib/shell-words.ts';

const args = {
  msg: string({ default: 'Reboot initiated by Drover', doc: 'Message to the users of the host' }),
  pre_reboot_delay: int({
    default: 0,
    aliases: ['pre_reboot_delay_sec'],
    doc: 'Seconds before the reboot, in whole minutes; at least one',
  }),
  reboot_command: string({ doc: 'Command that reboots, in place of shutdown' }),
  search_paths: strings({
    default: ['/sbin', '/bin', '/usr/sbin', '/usr/bin', '/usr/local/sbin'],
    doc: 'Directories to look for the command in',
  }),
  post_reboot_delay: int({
    default: 0,
    aliases: ['post_reboot_delay_sec'],
    doc: 'Has no effect: a run does not outlive the reboot',
  }),
  reboot_timeout: int({ default: 600, aliases: ['reboot_timeout_sec'], doc: 'Has no effect: a run does not outlive the reboot' }),
  connect_timeout: int({ aliases: ['connect_timeout_sec'], doc: 'Has no effect: a run does not outlive the reboot' }),
  test_command: string({ default: 'whoami', doc: 'Has no effect: a run does not outlive the reboot' }),
  boot_time_command: string({ doc: 'Has no effect: a run does not outlive the reboot' }),
} as const;

/** Void's shutdown and busybox's reboot wait out their delay, so they run in the background. */
const detached = '"$@" </dev/null >/dev/null 2>&1 &';

/**
 * The agent runs on the machine that reboots and cannot wait for it to come back, so the reboot is scheduled a minute
 * ahead and the run goes on: it ends, and its report is delivered, before the machine goes down.
 */
export const reboot = defineAction({
  name: 'ansible.builtin.reboot',
  summary: 'Schedule a reboot of the host',
  args,
  effect: 'host',
  guarded: () => true,
  examples: ['- reboot:', '- reboot: { pre_reboot_delay: 300, msg: New kernel }'],
  async run(host, given) {
    if (!host.online) {
      throw new DroverError('MODULE_FAILED', 'Cannot reboot the host: its root is not running', {
        hint: 'leave the task out with "when"',
      });
    }
    const [file = '', ...words] = given.reboot_command === undefined ? shutdown(host, given) : shellWords(given.reboot_command);
    await host.run('/bin/sh', ['-c', detached, 'sh', program(host, file, given.search_paths), ...words]);
    const msg = 'A reboot of the host is scheduled; tasks that follow run before it';
    return { changed: true, msg, result: { rebooted: false, scheduled: true } };
  },
});

/** shutdown(8) with a delay returns at once; runit's on Void takes the same words. Alpine has busybox's reboot alone. */
function shutdown(host: Host, { msg, pre_reboot_delay, search_paths }: Args<typeof args>): string[] {
  const minutes = Math.max(1, Math.floor(pre_reboot_delay / 60));
  if (found(host, 'shutdown', search_paths) !== undefined) return ['shutdown', '-r', `+${minutes}`, msg];
  return ['reboot', '-d', String(minutes * 60)];
}

function found(host: Host, name: string, folders: readonly string[]): string | undefined {
  if (name.startsWith('/')) return name;
  return folders.map((folder) => `${folder}/${name}`).find((path) => host.stat(path) !== undefined);
}

function program(host: Host, name: string, folders: readonly string[]): string {
  const path = found(host, name, folders);
  if (path === undefined)
    throw new DroverError('HOST_MISSING', `Cannot reboot the host: there is no ${name} in ${folders.join(', ')}`);
  return path;
}
