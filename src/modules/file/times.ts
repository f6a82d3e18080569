import { DroverError } from '../../core/errors.ts';
import type { FileArgs } from './args.ts';

/** A time a task asks for: seconds since 1970, the moment of the change, or the one there is. */
export type WantedTime = number | 'now' | 'preserve';

/**
 * Reads `modification_time` and `access_time`: `now`, `preserve`, or a time in the given strptime format.
 * @throws DroverError `MODULE_ARGS`
 */
export function wantedTimes(args: FileArgs, isTouch: boolean): { readonly mtime: WantedTime; readonly atime: WantedTime } {
  return {
    mtime: wantedTime(args.modification_time, args.modification_time_format, isTouch),
    atime: wantedTime(args.access_time, args.access_time_format, isTouch),
  };
}

function wantedTime(written: string | undefined, format: string, isTouch: boolean): WantedTime {
  if (written === undefined) return isTouch ? 'now' : 'preserve';
  return written === 'now' || written === 'preserve' ? written : parseTime(written, format);
}

const fields: Readonly<Record<string, string>> = {
  Y: '\\d{4}',
  m: '\\d{1,2}',
  d: '\\d{1,2}',
  H: '\\d{1,2}',
  M: '\\d{1,2}',
  S: '\\d{1,2}',
};

/** Python's `time.strptime` for `%Y %m %d %H %M %S %%`, in local time. */
function parseTime(written: string, format: string): number {
  const order: string[] = [];
  const pattern = format.replace(/%(.)|([.*+?^${}()|[\]\\])/g, (_, field: string | undefined, special: string | undefined) => {
    if (field === undefined) return `\\${special}`;
    if (field === '%') return '%';
    const form = fields[field];
    if (form === undefined)
      throw new DroverError('MODULE_ARGS', `Cannot use time format "${format}": only %Y %m %d %H %M %S are known`);
    order.push(field);
    return `(${form})`;
  });
  const match = new RegExp(`^${pattern}$`).exec(written);
  if (match === null) throw new DroverError('MODULE_ARGS', `Cannot use time "${written}": its format is "${format}"`);
  const given = (field: string, otherwise: number): number => Number(match[order.indexOf(field) + 1] ?? otherwise);
  const part = (field: string, otherwise: number): number => (order.includes(field) ? given(field, otherwise) : otherwise);
  const date = new Date(part('Y', 1900), part('m', 1) - 1, part('d', 1), part('H', 0), part('M', 0), part('S', 0));
  return date.getTime() / 1000;
}
