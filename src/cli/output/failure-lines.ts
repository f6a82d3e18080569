import { escapeControls } from '../../core/escape-controls.ts';
import type { ItemEnd } from '../../core/events.ts';
import type { Paint } from './paint.ts';

/** How much of a long text is shown; the line above has all of it. */
const most = 40;
const fields = ['msg', 'stdout', 'stderr', 'module_stdout', 'module_stderr'];

/** The texts of a failure that go over several lines, as they were: in the JSON of its first line nobody can read them. */
export function failureLines({ msg, details }: Pick<ItemEnd, 'msg' | 'details'>, paint: Paint): string[] {
  const values: Readonly<Record<string, unknown>> = { ...details, msg: msg ?? details?.['msg'] };
  return fields.flatMap((field) => {
    const value = values[field];
    const lines = typeof value === 'string' ? value.trimEnd().split('\n') : [];
    if (lines.length < 2) return [];
    const note = lines.length > most ? ` (the last ${most} of ${lines.length} lines)` : '';
    return [paint('dim', `  ${field}${note}:`), ...lines.slice(-most).map((line) => `    ${escapeControls(line, '\t')}`)];
  });
}
