import { type Args, boolean, choice, int, string } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import type { Host, HostReader, PredictedHost } from '../core/host.ts';
import { defineModule } from '../core/module.ts';
import { editAccountFile, withEntry, withFields, withoutEntry } from './lib/account-files.ts';
import { idRange, loginDefs, nextId } from './lib/account-ids.ts';
import { accountTools } from './lib/account-tools.ts';

const args = {
  name: string({ required: true, doc: 'Name of the group' }),
  state: choice('absent', 'present')({ default: 'present', doc: 'Whether the group is there' }),
  gid: int({ doc: 'ID of the group' }),
  system: boolean({ default: false, doc: 'Take the ID of a new group from the system range' }),
  force: boolean({ default: false, doc: 'Remove a group even if it is the primary group of a user' }),
  non_unique: boolean({ default: false, doc: 'Allow an ID that another group has' }),
  gid_min: int({ doc: 'Lowest ID for a new group, in place of the one in login.defs' }),
  gid_max: int({ doc: 'Highest ID for a new group, in place of the one in login.defs' }),
  local: boolean({ default: false, doc: 'Groups are always those of /etc/group; accepted for compatibility' }),
} as const;
type GroupArgs = Args<typeof args>;

interface GroupState {
  readonly state: 'absent' | 'present';
  /** Only where the task asks for one. */
  readonly gid?: number;
}

export const group = defineModule({
  name: 'ansible.builtin.group',
  summary: 'Add and remove groups',
  args,
  rules: { requiredIf: [['non_unique', true, ['gid']]] },
  examples: [
    '- group: { name: docker, system: true }',
    '- group: { name: web, gid: 1500 }',
    '- group: { name: old, state: absent }',
  ],
  read(host, { args: given }): GroupState {
    const found = groupNamed(host, given.name);
    if (found === undefined) return { state: 'absent' };
    return { state: 'present', ...(given.gid === undefined || given.state === 'absent' ? {} : { gid: found.gid }) };
  },
  want({ args: given }): GroupState {
    if (given.state === 'absent') return { state: 'absent' };
    return { state: 'present', ...(given.gid === undefined ? {} : { gid: given.gid }) };
  },
  async apply(host, { args: given, before, after }) {
    if (after.state === 'absent') return removeGroup(host, given);
    return before.state === 'absent' ? addGroup(host, given) : changeGroup(host, given);
  },
  predict(host, { args: given, before, after }) {
    if (after.state === 'absent') forgetGroup(host, given.name);
    else if (before.state === 'absent') predictGroup(host, given);
    else editAccountFile(host, '/etc/group', (text) => withFields(text, given.name, { 2: given.gid ?? '' }));
  },
  returns(host, { args: given }) {
    const found = groupNamed(host, given.name);
    const known = found === undefined ? {} : { system: given.system, gid: found.gid };
    return { name: given.name, state: given.state, ...known };
  },
});

function groupNamed(host: HostReader, name: string): { readonly gid: number } | undefined {
  return host.groups().find((each) => each.name === name);
}

const ranges = ({ gid_min, gid_max }: GroupArgs): string[] => [
  ...(gid_min === undefined ? [] : ['-K', `GID_MIN=${gid_min}`]),
  ...(gid_max === undefined ? [] : ['-K', `GID_MAX=${gid_max}`]),
];

async function addGroup(host: Host, given: GroupArgs): Promise<void> {
  const id = given.gid === undefined ? [] : ['-g', String(given.gid)];
  if (accountTools(host, 'groupadd', 'addgroup') === 'busybox') {
    await host.run('addgroup', [...id, ...(given.system ? ['-S'] : []), ...ranges(given), given.name]);
    return;
  }
  const flags = [...id, ...(given.non_unique ? ['-o'] : []), ...(given.system ? ['-r'] : []), ...ranges(given)];
  await host.run('groupadd', [...flags, given.name]);
}

async function changeGroup(host: Host, given: GroupArgs): Promise<void> {
  if (accountTools(host, 'groupmod', 'addgroup') === 'shadow') {
    await host.run('groupmod', ['-g', String(given.gid), ...(given.non_unique ? ['-o'] : []), given.name]);
    return;
  }
  // busybox has nothing that changes a group
  if (host.groups().some((each) => each.gid === given.gid)) {
    throw new DroverError('MODULE_FAILED', `Cannot give the group ${given.name} the ID ${given.gid}: another group has it`);
  }
  editAccountFile(host, '/etc/group', (text) => withFields(text, given.name, { 2: given.gid ?? '' }));
}

async function removeGroup(host: Host, given: GroupArgs): Promise<void> {
  if (accountTools(host, 'groupdel', 'delgroup') === 'busybox') await host.run('delgroup', [given.name]);
  else await host.run('groupdel', [...(given.force ? ['-f'] : []), given.name]);
}

function predictGroup(host: PredictedHost, given: GroupArgs): void {
  const range = idRange('GID', loginDefs(host), { system: given.system, min: given.gid_min, max: given.gid_max });
  const gid =
    given.gid ??
    nextId(
      host.groups().map((each) => each.gid),
      range,
    ) ??
    range.max;
  editAccountFile(host, '/etc/group', (text) => withEntry(text, [given.name, 'x', gid, '']));
  editAccountFile(host, '/etc/gshadow', (text) => withEntry(text, [given.name, '!', '', '']));
}

/** As in Ansible's check run, that groupdel refuses the primary group of a user is not foreseen. */
function forgetGroup(host: PredictedHost, name: string): void {
  for (const path of ['/etc/group', '/etc/gshadow']) editAccountFile(host, path, (text) => withoutEntry(text, name));
}
