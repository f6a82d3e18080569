import { string } from '../core/args.ts';
import type { Diff } from '../core/diff.ts';
import { DroverError } from '../core/errors.ts';
import { defineModule } from '../core/module.ts';
import { compilePattern, groupPlace } from '../core/regex/regex.ts';
import { substitute } from '../core/regex/regex-replace.ts';
import { textOf } from './lib/content-diff.ts';
import {
  applyEdited,
  type Edit,
  type EditState,
  editArgs,
  editReturned,
  predictEdited,
  readEdited,
  unedited,
  wantEdited,
} from './lib/edit-module.ts';
import { contentDiffers } from './lib/file-content.ts';

const args = {
  ...editArgs,
  regexp: string({ required: true, doc: 'Pattern of what is replaced, wherever it matches; `^` and `$` match at lines' }),
  replace: string({ default: '', doc: 'What takes its place; `\\1` and `\\g<name>` stand for groups' }),
  after: string({ doc: 'Pattern after which the replaced part begins' }),
  before: string({ doc: 'Pattern before which the replaced part ends' }),
  encoding: string({ default: 'utf-8', doc: 'Encoding of the file: only `utf-8`' }),
} as const;

export const replace = defineModule({
  name: 'ansible.builtin.replace',
  summary: 'Replace all matches of a pattern in a text file',
  args,
  examples: [
    '- replace: { path: /etc/hosts, regexp: "(\\\\s)old(\\\\s)", replace: "\\\\1new\\\\2" }',
    '- ansible.builtin.replace: { path: /etc/fstab, after: "# data", regexp: noatime, replace: relatime, backup: true }',
  ],
  read(host, { args: given }): EditState {
    if (!/^utf-?8$/i.test(given.encoding)) {
      throw new DroverError('MODULE_ARGS', `Cannot edit ${given.path} in encoding "${given.encoding}": only utf-8 is known`);
    }
    return readEdited(host, given);
  },
  want({ args: given }, before): EditState {
    const edited = before.content === undefined ? undefined : replaced(textOf(before.content), given);
    if (before.content !== undefined && edited === undefined) {
      return unedited(before, {
        msg: `Pattern for before/after params did not match the given file: ${sectionPattern(given)}`,
        rc: 0,
      });
    }
    return wantEdited(given, before, ({ text, inner }) => replaced(text, translated(given, inner)) ?? { text, msg: '' });
  },
  apply: (host, change) => applyEdited(host, change),
  predict: (host, change) => predictEdited(host, change),
  diff({ args: given, before, after }): Diff[] {
    if (!contentDiffers({ before, after })) return [];
    const [was, is] = [before.content ?? new Uint8Array(), after.content ?? new Uint8Array()].map(textOf);
    return [{ before: was ?? '', after: is ?? '', beforeHeader: given.path, afterHeader: given.path }];
  },
  returns(_host, change) {
    const { returned, backup } = editReturned(change);
    return { rc: 0, ...returned, ...(backup === undefined ? {} : { backup_file: backup }) };
  },
});

interface Wish {
  readonly regexp: string;
  readonly replace: string;
  readonly after: string | undefined;
  readonly before: string | undefined;
}

function translated(wish: Wish, inner: (written: string) => string): Wish {
  const optional = (written: string | undefined): string | undefined => (written === undefined ? undefined : inner(written));
  return { regexp: inner(wish.regexp), replace: inner(wish.replace), after: optional(wish.after), before: optional(wish.before) };
}

/** Empty where the whole text is meant. */
function sectionPattern({ after, before }: Wish): string {
  if (after && before) return `${after}(?P<subsection>.*?)${before}`;
  if (after) return `${after}(?P<subsection>.*)`;
  return before ? `(?P<subsection>.*)${before}` : '';
}

/** The text after all replacements; undefined where it has no such section. */
function replaced(text: string, wish: Wish): Edit | undefined {
  const section = sectionOf(text, sectionPattern(wish));
  if (section === undefined) return undefined;
  const inside = text.slice(section.start, section.end);
  const result = substitute(compilePattern(wish.regexp, { multiline: true }), wish.replace, inside);
  if (result.count === 0 || result.text === inside) return { text, msg: '' };
  return { text: text.slice(0, section.start) + result.text + text.slice(section.end), msg: `${result.count} replacements made` };
}

function sectionOf(text: string, pattern: string): { start: number; end: number } | undefined {
  if (pattern === '') return { start: 0, end: text.length };
  const compiled = compilePattern(`(?s)${pattern}`);
  const place = groupPlace(compiled, text, compiled.names.get('subsection') ?? 0);
  return place === undefined ? undefined : { start: place[0], end: place[1] };
}
