import type { RunEvent } from '../../core/events.ts';
import type { Paint } from './paint.ts';
import { pythonJson } from './python-json.ts';
import { recapLine } from './recap-line.ts';
import { itemText, taskLabel, taskText } from './task-text.ts';

export interface TextOptions {
  readonly paint: Paint;
  readonly verbosity: number;
  /** Columns of the terminal; Ansible fills a banner up to here. */
  readonly width: number;
}

type Writers = { readonly [K in RunEvent['event']]?: (event: Extract<RunEvent, { event: K }>) => string };

/** Writes events as Ansible's default callback would (ansible-core 2.18), a text for each event. */
export function textOutput({ paint, verbosity, width }: TextOptions): (event: RunEvent) => string {
  let start: Extract<RunEvent, { event: 'run_start' }> | undefined;
  const banner = (text: string) => `\n${text} ${'*'.repeat(Math.max(3, Math.min(width, 79) - text.length))}\n`;
  const writers: Writers = {
    run_start: (event) => {
      start = event;
      return '';
    },
    play_start: ({ play, matched }) =>
      `${banner(`PLAY [${play}]`)}${matched ? '' : paint('cyan', 'skipping: no hosts matched\n')}`,
    task_start: (event) => banner(`${event.handler === true ? 'RUNNING HANDLER' : 'TASK'} [${taskLabel(event)}]`),
    task_retry: (event) =>
      paint('dim', `FAILED - RETRYING: [${start?.host}]: ${taskLabel(event)} (${event.left} retries left).\n`),
    task_end: (event) => taskText(event, paint, verbosity),
    included: ({ file, item }) => {
      const label = item === undefined ? '' : ` => (item=${itemText(item)})`;
      return paint('cyan', `included: ${file} for ${start?.host}${label}\n`);
    },
    warning: ({ message }) => paint('purple', `[WARNING]: ${message}\n`),
    stats: ({ data }) => {
      const lines = Object.entries(data).map(([name, value]) => `\t${name}: ${pythonJson(value)}\n`);
      return `${banner('CUSTOM STATS:')}${lines.join('')}`;
    },
    run_end: ({ host, recap, message }) => {
      const said = message === undefined ? '' : `\n${paint('red', message)}\n`;
      const check = start?.check === true ? `\n${paint('dim', 'Check mode: nothing was changed')}\n` : '';
      // The recap's line comes last, where people and programs look for it.
      return `${said}${check}${banner('PLAY RECAP')}${recapLine(host, recap, paint)}\n`;
    },
  };
  return (event) => (writers[event.event] as ((event: RunEvent) => string) | undefined)?.(event) ?? '';
}
