import type { Diff } from '../../core/diff.ts';
import type { ItemEnd, Recap, RunEvent, TaskName } from '../../core/events.ts';
import { diffLines } from '../../core/unified-diff.ts';
import type { Colour, Paint } from './paint.ts';
import { pythonJson } from './python-json.ts';

type Shown = ItemEnd['result'] | 'rescued';
type TaskEnd = Extract<RunEvent, { event: 'task_end' }>;

const colours: Readonly<Record<Shown, Colour>> = {
  ok: 'green',
  changed: 'yellow',
  skipped: 'cyan',
  failed: 'red',
  rescued: 'red',
  ignored: 'red',
};
const words: Readonly<Record<Shown, string>> = {
  ok: 'ok',
  changed: 'changed',
  skipped: 'skipping',
  failed: 'failed',
  rescued: 'failed',
  ignored: 'failed',
};

/** Modules whose result is for the reader. */
const telling = new Set(['ansible.builtin.debug', 'ansible.builtin.assert']);

export interface TextOptions {
  readonly paint: Paint;
  readonly verbosity: number;
  /** Columns of the terminal; Ansible fills a banner up to here. */
  readonly width: number;
}

/** Writes events as Ansible's default callback would (ansible-core 2.18), a text for each event. */
export function textOutput({ paint, verbosity, width }: TextOptions): (event: RunEvent) => string {
  let host = '';
  let check = false;
  const banner = (text: string) => `\n${text} ${'*'.repeat(Math.max(3, Math.min(width, 79) - text.length))}\n`;
  return (event) => {
    switch (event.event) {
      case 'run_start':
        host = event.host;
        check = event.check;
        return '';
      case 'play_start':
        return `${banner(`PLAY [${event.play}]`)}${event.matched ? '' : paint('cyan', 'skipping: no hosts matched\n')}`;
      case 'task_start':
        return banner(taskTitle(event));
      case 'task_retry':
        return paint('dim', `FAILED - RETRYING: [${host}]: ${taskLabel(event)} (${event.left} retries left).\n`);
      case 'task_end':
        return taskText(event, paint, verbosity);
      case 'included': {
        const item = event.item === undefined ? '' : ` => (item=${itemText(event.item)})`;
        return paint('cyan', `included: ${event.file} for ${host}${item}\n`);
      }
      case 'warning':
        return paint('purple', `[WARNING]: ${event.message}\n`);
      case 'stats':
        return `${banner('CUSTOM STATS:')}${Object.entries(event.data)
          .map(([name, value]) => `\t${name}: ${pythonJson(value)}\n`)
          .join('')}`;
      case 'run_end':
        return `${banner('PLAY RECAP')}${recapLine(event.host, event.recap, paint)}\n${event.message === undefined ? '' : `${event.message}\n`}${check ? paint('dim', 'Check mode: nothing was changed\n') : ''}`;
      default:
        return '';
    }
  };
}

function taskLabel({ role, task }: TaskName): string {
  return role === null ? task : `${role} : ${task}`;
}

function taskTitle(name: TaskName): string {
  return `${name.handler === true ? 'RUNNING HANDLER' : 'TASK'} [${taskLabel(name)}]`;
}

function taskText(event: TaskEnd, paint: Paint, verbosity: number): string {
  const lines: string[] = [];
  const tells = verbosity > 0 || telling.has(event.module);
  if (event.items === undefined) {
    lines.push(...changeLines(event, paint), resultLine({ ...event, item: '', end: event, tells }, paint));
  }
  for (const item of event.items ?? []) {
    const label = ` => (item=${itemText(item.item)})`;
    lines.push(
      ...changeLines(item, paint),
      resultLine({ result: item.result, host: event.host, item: label, end: item, tells }, paint),
    );
  }
  if (event.items?.length === 0 || (event.items !== undefined && event.result === 'skipped'))
    lines.push(paint('cyan', `skipping: [${event.host}]`));
  if (event.result === 'ignored') lines.push(paint('cyan', '...ignoring'));
  if (event.predicted !== undefined) lines.push(paint('dim', `  (${event.predicted})`));
  if (event.result === 'failed' || event.result === 'rescued') lines.push(paint('dim', `  at ${event.span}`));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** The diffs that came with a result; there are some only where they were asked for. */
function changeLines({ diff }: { diff?: readonly Diff[] | undefined }, paint: Paint): string[] {
  return (diff ?? []).flatMap((each) => {
    const lines = diffLines(each).map((line) => paintedDiffLine(line, paint));
    return lines.length === 0 ? [] : [...lines, ''];
  });
}

function paintedDiffLine(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('green', line);
  if (line.startsWith('-')) return paint('red', line);
  return line.startsWith('@@') ? paint('cyan', line) : line;
}

interface ResultLine {
  readonly result: Shown;
  readonly host: string;
  readonly item: string;
  readonly end: Pick<ItemEnd, 'msg' | 'details'>;
  /** Whether what the module returned is shown without `-v`. */
  readonly tells: boolean;
}

function resultLine({ result, host, item, end, tells }: ResultLine, paint: Paint): string {
  const failed = result === 'failed' || result === 'rescued' || result === 'ignored';
  const head = failed && item === '' ? `fatal: [${host}]: FAILED!` : `${words[result]}: [${host}]${item}`;
  if (!failed && !tells) return paint(colours[result], head);
  const body = { ...end.details, ...(end.msg === undefined ? {} : { msg: end.msg }) };
  return paint(colours[result], Object.keys(body).length === 0 ? head : `${head} => ${pythonJson(body, failed ? 0 : 4)}`);
}

function itemText(item: unknown): string {
  return typeof item === 'string' ? item : pythonJson(item);
}

function recapLine(host: string, recap: Recap, paint: Paint): string {
  const field = (name: keyof Recap, colour: Colour) => {
    const text = `${name}=${recap[name]}`.padEnd(name.length + 5);
    return recap[name] > 0 ? paint(colour, text) : text;
  };
  const name = recap.failed > 0 ? paint('red', host.padEnd(26)) : paint(recap.changed > 0 ? 'yellow' : 'green', host.padEnd(26));
  const fields = [
    field('ok', 'green'),
    field('changed', 'yellow'),
    field('unreachable', 'red'),
    field('failed', 'red'),
    field('skipped', 'cyan'),
    field('rescued', 'green'),
    field('ignored', 'purple'),
  ];
  return `${name} : ${fields.join(' ')}`;
}
