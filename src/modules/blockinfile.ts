import { type Args, boolean, choice, string } from '../core/args.ts';
import { defineModule } from '../core/module.ts';
import { editBlock } from './blockinfile/edit-block.ts';
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
import { linesOf } from './lib/edited-text.ts';

const args = {
  ...editArgs,
  state: choice('present', 'absent')({ default: 'present', doc: 'Whether the block shall be there' }),
  block: string({ default: '', aliases: ['content'], doc: 'The lines; empty takes the block away' }),
  marker: string({
    default: '# {mark} ANSIBLE MANAGED BLOCK',
    doc: 'Line before and after the block; `{mark}` becomes begin and end',
  }),
  marker_begin: string({ default: 'BEGIN', doc: 'What `{mark}` becomes before the block' }),
  marker_end: string({ default: 'END', doc: 'What `{mark}` becomes after the block' }),
  insertafter: string({ doc: 'Pattern of the line before a new block, or `EOF`' }),
  insertbefore: string({ doc: 'Pattern of the line after a new block, or `BOF`' }),
  create: boolean({ default: false, doc: 'Make the file where it is missing' }),
  append_newline: boolean({ default: false, doc: 'Keep an empty line after the block' }),
  prepend_newline: boolean({ default: false, doc: 'Keep an empty line before the block' }),
} as const;

export const blockinfile = defineModule({
  name: 'ansible.builtin.blockinfile',
  summary: 'Keep a block of lines between markers in a text file',
  args,
  rules: { mutuallyExclusive: [['insertbefore', 'insertafter']] },
  examples: [
    '- blockinfile: { path: /etc/hosts, block: "10.0.0.1 node1\\n10.0.0.2 node2", marker: "# {mark} cluster" }',
    '- ansible.builtin.blockinfile: { path: /etc/network/interfaces, state: absent, marker: "# {mark} bridge" }',
    '- blockinfile: { path: /etc/profile, block: "umask 027", insertbefore: BOF }',
  ],
  read: (host, { args: given }): EditState => readEdited(host, given),
  want({ args: given }, before): EditState {
    if (given.state === 'absent' && before.kind === 'absent' && given.create)
      return unedited(before, { msg: `File ${given.path} not present` });
    return wantEdited(given, before, ({ text, inner }) => {
      const edited = edit(given, text, inner);
      return { text: edited, msg: message(before, text === edited, hasBlock(given)) };
    });
  },
  apply: (host, change) => applyEdited(host, change),
  predict: (host, change) => predictEdited(host, change),
  diff: ({ args: given, before, after }) => contentDiffs({ before, after }, given.path),
  returns(_host, change) {
    const { returned, backup } = editReturned(change);
    return { ...returned, ...(backup === undefined ? {} : { backup_file: backup }) };
  },
});

type BlockArgs = Args<typeof args>;

const hasBlock = ({ state, block }: BlockArgs): boolean => state === 'present' && block !== '';

function edit(given: BlockArgs, text: string, inner: (written: string) => string): string {
  const marker = (mark: string): string => inner(`${given.marker.replaceAll('{mark}', mark)}\n`);
  const [begin, end] = [marker(given.marker_begin), marker(given.marker_end)];
  const lines = linesOf(inner(given.block.endsWith('\n') ? given.block : `${given.block}\n`));
  const optional = (written: string | undefined): string | undefined => (written === undefined ? undefined : inner(written));
  return editBlock(text, {
    block: hasBlock(given) ? [begin, ...lines, end] : [],
    begin,
    end,
    isPresent: given.state === 'present',
    insertAfter: optional(given.insertafter),
    insertBefore: optional(given.insertbefore),
    appendNewline: given.append_newline,
    prependNewline: given.prepend_newline,
  });
}

function message(before: EditState, isSame: boolean, hasLines: boolean): string {
  if (before.kind === 'absent') return 'File created';
  if (isSame) return '';
  return hasLines ? 'Block inserted' : 'Block removed';
}
