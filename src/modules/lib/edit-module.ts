import { type Args, boolean, path, string } from '../../core/args.ts';
import { DroverError } from '../../core/errors.ts';
import type { Host, HostReader, PredictedHost } from '../../core/host.ts';
import type { Returned } from '../../core/module.ts';
import { context } from './context.ts';
import { type EditedText, editedText } from './edited-text.ts';
import { fileArgs, noAccounts } from './file-attributes.ts';
import {
  applyContent,
  backupPath,
  type ContentState,
  contentDiffers,
  predictContent,
  readContent,
  wantContent,
} from './file-content.ts';

/** Arguments that `lineinfile`, `blockinfile` and `replace` share. */
export const editArgs = {
  path: path({ required: true, aliases: ['dest', 'destfile', 'name'], doc: 'The file to edit' }),
  backup: boolean({ default: false, doc: 'Keep a copy of the old content, marked with the time' }),
  validate: string({ doc: 'Command that checks the new file, `%s`, before it replaces the old one' }),
  ...fileArgs,
} as const;

type EditArgs = Args<typeof editArgs> & { readonly create?: boolean };

/** An edited file with what the module returns about the edit. */
export interface EditState extends ContentState {
  readonly [context]: ContentState[typeof context] & { readonly returned?: Returned };
}

/** What an edit makes of a text; `msg` says what was done, empty where nothing was. */
export interface Edit {
  readonly text: string;
  readonly msg: string;
  readonly returned?: Returned;
}

export function readEdited(host: HostReader, args: EditArgs): EditState {
  if (host.stat(args.path)?.type === 'directory') {
    throw new DroverError('MODULE_FAILED', `Cannot edit ${args.path}: it is a directory`, { result: { rc: 256 } });
  }
  return readContent(host, args.path, args, true);
}

/**
 * The file after an edit. A missing file is edited as an empty one where the task may create it.
 * @throws DroverError `HOST_MISSING` where it may not
 */
export function wantEdited(args: EditArgs, before: EditState, edit: (content: EditedText) => Edit): EditState {
  if (before.kind === 'absent' && args.create !== true) {
    throw new DroverError('HOST_MISSING', `Cannot edit ${args.path}: it does not exist`, { result: { rc: 257 } });
  }
  const content = editedText(before.content ?? new Uint8Array());
  const { text, msg, returned } = edit(content);
  const isSame = text === content.text;
  if (isSame && before.kind === 'absent' && msg === '') return withReturned(before, { msg: '', ...returned });
  const after = wantContent(before, isSame && before.content !== undefined ? before.content : content.encode(text), args.mode);
  const attributesDiffer = JSON.stringify(after.attributes) !== JSON.stringify(before.attributes ?? before[context].fresh);
  const told = attributesDiffer ? [msg, 'ownership, perms or SE linux context changed'] : [msg];
  return withReturned(after, { msg: told.filter((part) => part !== '').join(' and '), ...returned });
}

/** The present file as it is, with what the module returns about that. */
export function unedited(before: EditState, returned: Returned): EditState {
  return withReturned(before, returned);
}

function withReturned(state: EditState, returned: Returned): EditState {
  return { ...state, [context]: { ...state[context], returned } };
}

interface EditChange {
  readonly args: EditArgs;
  readonly before: EditState;
  readonly after: EditState;
}

export function applyEdited(host: Host, { args, before, after }: EditChange): Promise<void> {
  return applyContent(host, { before, after }, optionsOf(args));
}

export function predictEdited(host: PredictedHost, { args, before, after }: EditChange): void {
  predictContent(host, { before, after }, optionsOf(args));
}

function optionsOf(args: EditArgs): Parameters<typeof applyContent>[2] {
  const directories = args.create === true ? { directories: { mode: undefined, accounts: noAccounts } } : {};
  return { validate: args.validate, backup: args.backup, ...directories };
}

/** What the edit returned, and where the old content is kept, if it is. */
export function editReturned({ args, before, after }: EditChange): { returned: Returned; backup: string | undefined } {
  const isKept = args.backup && before.content !== undefined && contentDiffers({ before, after });
  return { returned: after[context].returned ?? {}, backup: isKept ? backupPath(before) : undefined };
}
