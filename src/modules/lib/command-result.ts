import type { CommandResult } from '../../core/host.ts';
import { splitLines } from '../../core/lines.ts';
import type { ActionOutcome, Returned } from '../../core/module.ts';

/** The keys under which `command`, `shell` and `raw` return what a command printed. */
export function outputOf(stdout: string, stderr: string): Returned {
  return { stdout, stdout_lines: splitLines(stdout), stderr, stderr_lines: splitLines(stderr) };
}

/** What a command that ran makes of its task. */
export function ranOutcome(
  cmd: unknown,
  ran: CommandResult,
  times: { readonly start: Date; readonly end: Date },
  strip: boolean,
): ActionOutcome {
  const trimmed = (text: string): string => (strip ? text.replace(/[\r\n]+$/, '') : text);
  const result = {
    cmd,
    rc: ran.code,
    ...outputOf(trimmed(ran.stdout), trimmed(ran.stderr)),
    start: pythonTime(times.start),
    end: pythonTime(times.end),
    delta: duration(times.end.getTime() - times.start.getTime()),
  };
  return ran.code === 0
    ? { changed: true, msg: '', result }
    : { changed: true, failed: true, msg: 'non-zero return code', result };
}

/** `str()` of Python's local `datetime`: `2024-05-01 12:00:00.120000`. */
export function pythonTime(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return `${day} ${clock}${fraction(time.getMilliseconds())}`;
}

/** `str()` of Python's `timedelta`: `0:00:01.500000`, `1 day, 0:00:00`. */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86400);
  const clock = `${Math.floor((seconds % 86400) / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  const prefix = days === 0 ? '' : `${days} day${days === 1 ? '' : 's'}, `;
  return `${prefix}${clock}${fraction(milliseconds % 1000)}`;
}

const fraction = (milliseconds: number): string =>
  milliseconds === 0 ? '' : `.${String(Math.floor(milliseconds)).padStart(3, '0')}000`;
