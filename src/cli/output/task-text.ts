import type { Diff } from '../../core/diff.ts';
import type { ItemEnd, RunEvent, TaskName } from '../../core/events.ts';
import { diffLines } from '../../core/unified-diff.ts';
import { toValue } from '../../core/value/convert.ts';
import { text } from '../../core/value/text.ts';
import { failureLines } from './failure-lines.ts';
import type { Colour, Paint } from './paint.ts';
import { pythonJson } from './python-json.ts';

type TaskEnd = Extract<RunEvent, { event: 'task_end' }>;
type Shown = ItemEnd['result'] | 'rescued';

const looks: Readonly<Record<Shown, { readonly word: string; readonly colour: Colour; readonly isFailure: boolean }>> = {
  ok: { word: 'ok', colour: 'green', isFailure: false },
  changed: { word: 'changed', colour: 'yellow', isFailure: false },
  skipped: { word: 'skipping', colour: 'cyan', isFailure: false },
  failed: { word: 'failed', colour: 'red', isFailure: true },
  rescued: { word: 'failed', colour: 'red', isFailure: true },
  ignored: { word: 'failed', colour: 'red', isFailure: true },
};

/** Modules whose result is for the reader. */
const telling = new Set(['ansible.builtin.debug', 'ansible.builtin.assert']);

export function taskLabel({ role, task }: TaskName): string {
  return role === null ? task : `${role} : ${task}`;
}

/** An item as Ansible shows it: Python's text of it. */
export function itemText(item: unknown): string {
  return text(toValue(item));
}

/** How a task ended: its diffs, a line for it or one for each item, and what helps with a failure. */
export function taskText(event: TaskEnd, paint: Paint, verbosity: number): string {
  const { host, items, module } = event;
  const show = { host, paint, verbosity, isTelling: telling.has(module) };
  const lines = items === undefined ? endLines(event, '', show) : items.flatMap((item) => endLines(item, itemLabel(item), show));
  if (items?.length === 0 || (items !== undefined && event.result === 'skipped'))
    lines.push(paint('cyan', `skipping: [${host}]`));
  if (event.predicted !== undefined) lines.push(paint('dim', `  (${event.predicted})`));
  if (looks[event.result].isFailure) lines.push(paint('dim', `  at ${event.span}`));
  if (event.result === 'ignored') lines.push(paint('cyan', '...ignoring'));
  return lines.map((line) => `${line}\n`).join('');
}

function itemLabel({ item }: ItemEnd): string {
  return ` => (item=${itemText(item)})`;
}

interface Show {
  readonly host: string;
  readonly paint: Paint;
  readonly verbosity: number;
  readonly isTelling: boolean;
}

type End = Pick<ItemEnd, 'msg' | 'details' | 'diff'> & { readonly result: Shown };

function endLines(end: End, label: string, { host, paint, verbosity, isTelling }: Show): string[] {
  const { word, colour, isFailure } = looks[end.result];
  const head = isFailure && label === '' ? `fatal: [${host}]: FAILED!` : `${word}: [${host}]${label}`;
  const lines = [...changeLines(end.diff, paint), paint(colour, `${head}${returned(end, isFailure, verbosity, isTelling)}`)];
  return isFailure ? [...lines, ...failureLines(end, paint)] : lines;
}

/** What the module returned: of failures always, else where it is for the reader or asked for with `-v`. */
function returned({ result, msg, details }: End, isFailure: boolean, verbosity: number, isTelling: boolean): string {
  if (!isFailure && !isTelling && verbosity === 0) return '';
  const body = {
    ...(isFailure || isTelling || result === 'skipped' ? {} : { changed: result === 'changed' }),
    ...details,
    ...(msg === undefined ? {} : { msg }),
  };
  const onLines = verbosity > 2 || (isTelling && !isFailure);
  return Object.keys(body).length === 0 ? '' : ` => ${pythonJson(body, onLines ? 4 : 0)}`;
}

/** The diffs that came with a result; there are some only where they were asked for. */
function changeLines(diffs: readonly Diff[] | undefined, paint: Paint): string[] {
  return (diffs ?? []).flatMap((each) => {
    const lines = diffLines(each).map((line) => paintedDiffLine(line, paint));
    return lines.length === 0 ? [] : [...lines, ''];
  });
}

function paintedDiffLine(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('green', line);
  if (line.startsWith('-')) return paint('red', line);
  return line.startsWith('@@') ? paint('cyan', line) : line;
}
