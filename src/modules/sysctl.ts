import { type Args, boolean, choice, path, string } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import type { Host, HostReader } from '../core/host.ts';
import { defineModule } from '../core/module.ts';
import { parseSysctl, withSetting } from './lib/sysctl-file.ts';

const args = {
  name: string({ required: true, aliases: ['key'], doc: 'Name of the setting, with dots or slashes' }),
  value: string({ aliases: ['val'], doc: 'Its value' }),
  state: choice('present', 'absent')({ default: 'present', doc: 'Whether the setting is in the file' }),
  reload: boolean({ default: true, doc: 'Load the file into the kernel after a change' }),
  sysctl_set: boolean({ default: false, doc: 'Set the value in the kernel where it is another one' }),
  sysctl_file: path({ default: '/etc/sysctl.conf', doc: 'The file' }),
  ignoreerrors: boolean({ default: false, doc: 'Pass over settings that the kernel does not know' }),
} as const;
type SysctlArgs = Args<typeof args>;

interface SysctlState {
  /** undefined where the file has no such setting. */
  readonly file: string | undefined;
  /** The kernel's value, blanks between its parts; only where the task is to care about it. */
  readonly kernel?: string | undefined;
}

export const sysctl = defineModule({
  name: 'ansible.posix.sysctl',
  summary: 'Manage the settings of sysctl.conf and of the kernel',
  args,
  rules: { requiredIf: [['state', 'present', ['value']]] },
  examples: [
    '- sysctl: { name: vm.swappiness, value: "10" }',
    '- ansible.posix.sysctl: { name: net.ipv4.ip_forward, value: "1", sysctl_file: /etc/sysctl.d/90-forward.conf }',
    '- sysctl: { name: kernel.panic, state: absent }',
  ],
  read(host, { args: given }): SysctlState {
    const file = parseSysctl(fileText(host, given)).get(given.name.trim());
    return looksAtKernel(host, given) ? { file, kernel: kernelValue(host, given.name.trim()) } : { file };
  },
  want({ args: given }, before): SysctlState {
    if (given.state === 'absent') return { ...before, file: undefined };
    const value = sysctlValue(given);
    return 'kernel' in before ? { file: value, kernel: words(value) } : { file: value };
  },
  async apply(host, { args: given, before, after }) {
    const name = given.name.trim();
    const sets = given.sysctl_set && before.kernel !== after.kernel && after.kernel !== undefined;
    const lenient = given.ignoreerrors ? ['-e'] : [];
    if (sets) await runSysctl(host, [...lenient, '-w', `${name}=${after.file ?? ''}`]);
    if (before.file !== after.file) host.writeFile(given.sysctl_file, withSetting(fileText(host, given), name, after.file));
    if (given.reload && host.online) await runSysctl(host, [...lenient, '-p', given.sysctl_file]);
  },
  predict(host, { args: given, before, after }) {
    if (before.file === after.file) return;
    host.writeFile(given.sysctl_file, withSetting(fileText(host, given), given.name.trim(), after.file));
  },
  verifies: ({ args: given }) => !given.ignoreerrors,
});

async function runSysctl(host: Host, argv: readonly string[]): Promise<void> {
  const { stderr } = await host.run('sysctl', argv, { env: { LANG: 'C', LC_ALL: 'C' } });
  // sysctl may exit with 0 and have failed all the same
  const refused = /^sysctl: setting key "[^"]+".*: (Invalid argument|Read-only file system)$/m.exec(stderr);
  if (refused !== null) throw new DroverError('COMMAND_FAILED', `Cannot load settings into the kernel: ${refused[0]}`);
}

function fileText(host: HostReader, { sysctl_file }: SysctlArgs): string {
  return host.stat(sysctl_file)?.type === 'file' ? host.readText(sysctl_file) : '';
}

/** ansible.posix compares with the kernel where it would load the file or set the value. */
function looksAtKernel(host: HostReader, given: SysctlArgs): boolean {
  return host.online && given.state === 'present' && (given.reload || given.sysctl_set);
}

/** The kernel's value, read where `sysctl -n` reads it; undefined for a setting it does not have. */
function kernelValue(host: HostReader, name: string): string | undefined {
  const isPath = /^[^.]*\//.test(name);
  const file = `/proc/sys/${isPath ? name : name.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'))}`;
  return host.stat(file)?.type === 'file' ? words(host.readText(file)) : undefined;
}

const words = (value: string): string =>
  value
    .split(/\s+/)
    .filter((word) => word !== '')
    .join(' ');

/** Booleans become 1 and 0, as ansible.posix writes them. */
function sysctlValue({ value = '' }: SysctlArgs): string {
  const word = value.toLowerCase();
  if (['y', 'yes', 'on', '1', 'true', 't', '1.0'].includes(word)) return '1';
  return ['n', 'no', 'off', '0', 'false', 'f', '0.0'].includes(word) ? '0' : value.trim();
}
