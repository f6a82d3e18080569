import type { Diff } from '../core/diff.ts';
import { defineModule } from '../core/module.ts';
import { applyFile } from './file/apply.ts';
import { args } from './file/args.ts';
import { type Item, type Reading, readFile } from './file/state.ts';
import { wantedTimes } from './file/times.ts';
import { wantFile } from './file/want.ts';
import { context } from './lib/context.ts';
import { attributeDiff, requireAccounts } from './lib/file-attributes.ts';
import { pathInfo } from './lib/path-info.ts';

export const file = defineModule({
  name: 'ansible.builtin.file',
  summary: 'Manage files, directories and links: existence, owner, permissions, times',
  args,
  examples: [
    '- file: { path: /etc/nomad.d, state: directory, owner: root, mode: "0750" }',
    '- file: { path: /var/service/sshd, state: link, src: /etc/sv/sshd }',
    '- ansible.builtin.file: { path: /etc/motd, state: absent }',
    '- file: { path: /srv/www, state: directory, recurse: true, mode: "u=rwX,go=rX" }',
  ],
  read: (host, request) => readFile(host, request.args),
  want: (request, before) => wantFile(request.args, before),
  apply(host, { args: given, before, after }) {
    requireAccounts(before[context].accounts);
    applyFile(host, given, before, after);
  },
  predict(host, { args: given, before, after }) {
    if (host.pendingChanges.length === 0) requireAccounts(before[context].accounts);
    applyFile(host, given, before, after);
  },
  verifies({ args: given }) {
    const { mtime, atime } = wantedTimes(given, given.state === 'touch');
    return mtime !== 'now' && atime !== 'now';
  },
  diff: ({ before, after }) => [diffOf(before, after)],
  returns(host, { args: given, after }) {
    const { wanted } = after[context];
    if (wanted === 'absent') return { path: after.path, state: 'absent' };
    const src = given.src ?? after.target;
    const named =
      wanted === 'link' || wanted === 'hard'
        ? { dest: after.path, src }
        : wanted === 'touch'
          ? { dest: after.path }
          : { path: after.path };
    return { ...named, ...pathInfo(host, after.path) };
  },
});

interface Side {
  path?: string;
  state?: string;
  src?: string;
  path_content?: unknown;
  mtime?: unknown;
  atime?: unknown;
}

interface Sides {
  readonly before: Side & Record<string, unknown>;
  readonly after: Side & Record<string, unknown>;
}

function diffOf(before: Reading, after: Reading): Diff {
  const { wanted } = before[context];
  const path = after.path;
  const sides: Sides = { before: { path }, after: { path } };
  if (before.kind !== wanted) addStates(sides, before);
  if (before.target !== undefined && after.target !== undefined && before.target !== after.target) {
    sides.before.src = before.target;
    sides.after.src = after.target;
  }
  const details = attributeSides(before, after);
  if (before.kind === 'absent') {
    return wanted === 'touch' ? { whenApplied: joined(sides, details) } : { ...sides, whenApplied: details };
  }
  return joined(sides, details);
}

function addStates(sides: Sides, before: Reading): void {
  const { wanted, content } = before[context];
  sides.before.state = before.kind;
  if (content !== undefined) sides.before.path_content = content;
  sides.after.state = wanted;
}

/** Ansible shows the attributes of the path itself, not of what lies below. */
function attributeSides(before: Reading, after: Reading): Sides {
  const { fresh, freshPath } = before[context];
  const at = after.items[freshPath] === undefined ? Object.keys(after.items)[0] : freshPath;
  const item = at === undefined ? undefined : after.items[at];
  const current = at === undefined ? undefined : (before.items[at] ?? fresh);
  return item === undefined || current === undefined ? { before: {}, after: {} } : itemDiff(current, item);
}

function joined(one: Sides, other: Sides): Sides {
  return { before: { ...one.before, ...other.before }, after: { ...one.after, ...other.after } };
}

function itemDiff(before: Item, after: Item): Sides {
  const details = attributeDiff(before, after);
  for (const time of ['mtime', 'atime'] as const) {
    if (before[time] === after[time]) continue;
    details.before[time] = before[time] ?? Date.now() / 1000;
    details.after[time] = after[time] === 'now' ? Date.now() / 1000 : after[time];
  }
  return details;
}
