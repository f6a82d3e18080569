import { html } from 'hono/html';
import type { Change, Diff } from '../../../core/diff.ts';
import type { TaskResult } from '../../../core/events.ts';
import type { CardLimit } from './card-limit.ts';
import { changes } from './changes.ts';
import { diffs } from './diff.ts';
import type { Html } from './html.ts';
import { longText } from './long-text.ts';

/** What a task and an item have in common. */
export interface Said {
  readonly result: TaskResult;
  readonly msg?: string | null | undefined;
  readonly diff?: readonly Diff[] | undefined;
  readonly changes?: readonly Change[] | undefined;
  readonly details?: Readonly<Record<string, unknown>> | null | undefined;
}

const failures: ReadonlySet<TaskResult> = new Set(['failed', 'rescued', 'ignored']);

const outputs = ['stderr', 'module_stderr', 'stdout', 'module_stdout'];

/** The message, and what changed: as diffs, or by the paths of the state where the run made none. */
export function said(
  { result, msg, diff = [], changes: changed = [], details }: Said,
  limit: CardLimit,
  whole: string | undefined,
): Html {
  const shown =
    diff.length > 0 ? diffs(diff, whole === undefined ? limit.diff : { ...limit.diff, whole }) : changes(changed, limit, whole);
  return html`${message(result, msg, limit, whole)}\n${output(result, details, limit, whole)}${shown}`;
}

/** What a failed command wrote; on the task's own page it is among what the module returned. */
function output(result: TaskResult, details: Said['details'], limit: CardLimit, whole: string | undefined): Html {
  if (whole === undefined || !failures.has(result)) return html``;
  const texts = outputs.flatMap((name) => {
    const text = details?.[name];
    return typeof text === 'string' && text.trim() !== '' ? [[name, text.trimEnd()] as const] : [];
  });
  return html`${texts.map(([name, text]) => html`<div class="message"><span class="none">${name}</span>${longText(text, limit.text, whole)}</div>\n`)}`;
}

function message(result: TaskResult, msg: string | null | undefined, limit: CardLimit, whole: string | undefined): Html {
  if (msg === null || msg === undefined || msg === '') return html``;
  return html`<div class="message${failures.has(result) ? ' is-failed' : ''}">${longText(msg, limit.text, whole)}</div>`;
}
