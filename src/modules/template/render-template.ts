import { posix } from 'node:path';
import type { TaskContext } from '../../core/controller.ts';
import { DroverError } from '../../core/errors.ts';
import { strftime } from '../../core/value/strftime.ts';
import { PyDateTime } from '../../core/value/time.ts';
import type { Value } from '../../core/value/types.ts';
import type { TemplateArgs } from './args.ts';
import { encodeText } from './encoding.ts';

/** A rendered template: its bytes, and the template's own place and mode. */
export interface Rendered {
  readonly content: Uint8Array;
  readonly name: string;
  readonly origin: string;
  readonly mode: number;
}

/** Renders a task's template from the bundle with the variables that only templates see. */
export function renderTemplate(context: TaskContext, args: TemplateArgs): Rendered {
  const { controller } = context;
  const found = context.find(args.src, 'templates');
  const origin = posix.resolve(controller.directory, found);
  const { mode, mtime } = controller.stat(found);
  const source = decoded(controller.read(found), found);
  const text = context.render(found, source, {
    trimBlocks: args.trim_blocks,
    lstripBlocks: args.lstrip_blocks,
    newlineSequence: newlines(args.newline_sequence),
    ...given('blockStart', args.block_start_string),
    ...given('blockEnd', args.block_end_string),
    ...given('variableStart', args.variable_start_string),
    ...given('variableEnd', args.variable_end_string),
    ...given('commentStart', args.comment_start_string),
    ...given('commentEnd', args.comment_end_string),
    variables: templateVariables({ args, origin, mtime, managed: context.settings?.ansibleManaged }),
  });
  return { content: encodeText(text, args.output_encoding), name: posix.basename(found), origin, mode };
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DroverError('MODULE_FAILED', `Cannot render ${path}: it is not UTF-8 text`, { cause: error });
  }
}

function newlines(written: string): string {
  const sequence = { '\\n': '\n', '\\r': '\r', '\\r\\n': '\r\n' }[written] ?? written;
  if (['\n', '\r', '\r\n'].includes(sequence)) return sequence;
  throw new DroverError('MODULE_ARGS', `Cannot use newline_sequence ${JSON.stringify(written)}: it is one of \\n, \\r, \\r\\n`);
}

function given<K extends string>(name: K, value: string | undefined): { readonly [key in K]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]: string });
}

interface TemplateFile {
  readonly args: TemplateArgs;
  readonly origin: string;
  readonly mtime: number;
  readonly managed: string | undefined;
}

/** The variables that ansible-core 2.18.6 adds for a template. */
function templateVariables({ args, origin, mtime, managed }: TemplateFile): Map<string, Value> {
  return new Map<string, Value>([
    ['ansible_managed', managed === undefined ? 'Ansible managed' : managedText(managed, mtime)],
    ['template_host', process.getBuiltinModule('node:os').hostname()],
    ['template_path', args.src],
    ['template_fullpath', origin],
    ['template_destpath', args.dest],
    ['template_uid', 'root'],
    ['template_mtime', dateTime(new Date(mtime * 1000))],
    ['template_run_date', dateTime(new Date())],
  ]);
}

/** `{host}`, `{uid}` and `{file}` are the template's variables, `%Y` and the like the time when it was changed last. */
function managedText(managed: string, mtime: number): string {
  const named = managed.replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name: string | undefined) => {
    if (name === undefined) return whole.charAt(0);
    const variable = { host: 'template_host', uid: 'template_uid', file: 'template_path' }[name];
    if (variable !== undefined) return `{{ ${variable} }}`;
    throw new DroverError('MODULE_FAILED', `Cannot use the setting ansible_managed: it has no "{${name}}"`, {
      hint: '{host}, {uid} and {file} are there',
    });
  });
  return strftime(dateTime(new Date(mtime * 1000)).parts, named);
}

function dateTime(date: Date): PyDateTime {
  return new PyDateTime({
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
    second: date.getSeconds(),
    microsecond: date.getMilliseconds() * 1000,
    offset: undefined,
  });
}
