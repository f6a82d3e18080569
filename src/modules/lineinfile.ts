import { type Args, boolean, choice, string } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { defineModule } from '../core/module.ts';
import { contentDiffs } from './lib/content-diff.ts';
import {
  applyEdited,
  type EditState,
  editArgs,
  editReturned,
  predictEdited,
  readEdited,
  unedited,
  wantEdited,
} from './lib/edit-module.ts';
import { insertLine, type LineWish } from './lineinfile/insert-line.ts';
import { removeLines } from './lineinfile/remove-lines.ts';

const args = {
  ...editArgs,
  state: choice('present', 'absent')({ default: 'present', doc: 'Whether the line shall be there' }),
  regexp: string({ aliases: ['regex'], doc: 'Pattern of the line to replace (the last that matches), or of those to remove' }),
  search_string: string({ doc: 'Text in the line to replace or in those to remove' }),
  line: string({ aliases: ['value'], doc: 'The line' }),
  insertafter: string({ doc: 'Pattern of the line before a new one, or `BOF`, `EOF`' }),
  insertbefore: string({ doc: 'Pattern of the line after a new one, or `BOF`' }),
  backrefs: boolean({ default: false, doc: 'Fill groups of `regexp` into the line; without a match nothing is done' }),
  create: boolean({ default: false, doc: 'Make the file where it is missing' }),
  firstmatch: boolean({ default: false, doc: 'Take the first line that matches, not the last' }),
} as const;

type LineArgs = Args<typeof args>;

export const lineinfile = defineModule({
  name: 'ansible.builtin.lineinfile',
  summary: 'Keep one line in a text file, or keep lines out of it',
  args,
  rules: {
    mutuallyExclusive: [
      ['insertbefore', 'insertafter'],
      ['regexp', 'search_string'],
      ['backrefs', 'search_string'],
    ],
  },
  examples: [
    '- lineinfile: { path: /etc/ssh/sshd_config, regexp: "^#?PermitRootLogin", line: PermitRootLogin no }',
    '- lineinfile: { path: /etc/hosts, line: 10.0.0.1 node1, create: true, mode: "0644" }',
    '- ansible.builtin.lineinfile: { path: /etc/fstab, regexp: "\\\\sswap\\\\s", state: absent }',
  ],
  read: (host, { args: given }): EditState => readEdited(host, given),
  want({ args: given }, before): EditState {
    if (given.state === 'absent' && before.kind === 'absent') return unedited(before, { msg: 'file not present' });
    const line = checkedLine(given);
    return wantEdited(given, before, ({ text, inner }) => {
      const wish = wishOf(given, line, inner);
      return given.state === 'absent'
        ? removeLines(text, { ...wish, line: given.line === undefined ? undefined : wish.line })
        : insertLine(text, wish);
    });
  },
  apply: (host, change) => applyEdited(host, change),
  predict: (host, change) => predictEdited(host, change),
  diff: ({ args: given, before, after }) => contentDiffs({ before, after }, given.path),
  returns(_host, change) {
    const { returned, backup = '' } = editReturned(change);
    return { ...returned, backup };
  },
});

function checkedLine(given: LineArgs): string {
  const why = given.state === 'present' ? missingForPresent(given) : missingForAbsent(given);
  if (why !== undefined) throw new DroverError('MODULE_ARGS', `Cannot edit ${given.path}: ${why}`);
  return given.line ?? '';
}

function missingForPresent({ backrefs, regexp, line }: LineArgs): string | undefined {
  if (backrefs && regexp === undefined) return 'with backrefs regexp is needed';
  return line === undefined ? 'with state=present line is needed' : undefined;
}

function missingForAbsent({ line, regexp, search_string: searchString }: LineArgs): string | undefined {
  const isGiven = line !== undefined || regexp !== undefined || searchString !== undefined;
  return isGiven ? undefined : 'with state=absent one of line, regexp, search_string is needed';
}

function wishOf(given: LineArgs, line: string, inner: (written: string) => string): LineWish {
  const optional = (written: string | undefined): string | undefined => (written === undefined ? undefined : inner(written));
  const isPlaced = given.insertafter !== undefined || given.insertbefore !== undefined;
  return {
    line: inner(line),
    regexp: optional(given.regexp),
    searchString: optional(given.search_string),
    insertAfter: isPlaced ? optional(given.insertafter) : 'EOF',
    insertBefore: optional(given.insertbefore),
    backrefs: given.backrefs,
    firstMatch: given.firstmatch,
  };
}
