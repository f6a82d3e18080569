import { strftime, strftimeOfDateTime } from '../../../core/value/strftime.ts';
import { repr, text, truthy } from '../../../core/value/text.ts';
import { dateTimeAt } from '../../../core/value/time.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Filter, numberOf } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { parseFloating } from '../python/number.ts';
import { strptime } from '../python/strptime.ts';

/** ansible-core 2.18.6's filters for times. */
export const timeFilters: Readonly<Record<string, Filter>> = {
  to_datetime: (value, call) => {
    const [format = ''] = bind(call, { format: '%Y-%m-%d %H:%M:%S' });
    return strptime(stringOnly(value, 'read a time'), stringOnly(format, 'read a time'));
  },
  strftime: (value, call) => {
    const [second = null, utc = false] = bind(call, { second: null, utc: false });
    const { parts } = timeAt(second, truthy(utc));
    return strftime(truthy(utc) ? { ...parts, zone: 'GMT' } : parts, stringOnly(value, 'format a time'));
  },
};

/** A moment of the epoch, or now, as a clock of UTC or of the local zone reads it. */
function timeAt(second: Value, utc: boolean): ReturnType<typeof dateTimeAt> {
  const seconds = second === null ? Date.now() / 1000 : typeof second === 'string' ? parseFloating(second) : numberOf(second);
  if (seconds === undefined || !Number.isFinite(seconds))
    throw failure('format a time', `Invalid value for epoch value (${text(second)}, ${repr(second)})`);
  const offset = utc ? 0 : -new Date(seconds * 1000).getTimezoneOffset();
  return dateTimeAt(Math.floor(seconds) + offset * 60, 0, offset);
}

/** Ansible's function `now(utc=False, fmt=None)`. */
export function now(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value {
  const utc = truthy(args[0] ?? kwargs.get('utc') ?? false);
  const format = args[1] ?? kwargs.get('fmt') ?? null;
  const milliseconds = Date.now();
  const offset = utc ? 0 : -new Date(milliseconds).getTimezoneOffset();
  const moment = dateTimeAt(Math.floor(milliseconds / 1000) + offset * 60, (milliseconds % 1000) * 1000);
  return format === null ? moment : strftimeOfDateTime(moment.parts, text(format));
}
