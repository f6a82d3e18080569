import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, linkName } from './read.ts';

/** The host's local time, whatever the agent's own time zone is. */
export const dateTimeFacts: FactGroup = {
  collector: 'date_time',
  names: ['date_time'],
  gather,
};

function gather({ files, environment, now }: FactContext): Facts {
  const moment = now();
  const zone = hostZone(files, environment);
  let told: Record<string, string> | undefined;
  return {
    // Names of zones load Node's data of them, which costs more than all other facts: only who reads it pays.
    get date_time() {
      told ??= dateTime(moment, zone);
      return told;
    },
  };
}

export interface Zone {
  /** A name of the zone database, `Europe/Berlin`. */
  readonly name: string;
  /** The POSIX rule at the end of the zone's file, `CET-1CEST,M3.5.0,M10.5.0/3`; it has the abbreviations. */
  readonly rule: string | undefined;
}

const zoneinfo = '/usr/share/zoneinfo/';

function hostZone(files: FactContext['files'], environment: Readonly<Record<string, string>>): Zone {
  const { TZ = '' } = environment;
  const linked = linkName(files, '/etc/localtime') === undefined ? undefined : files.readLink('/etc/localtime');
  const fromLink = linked?.includes('zoneinfo/') ? linked.slice(linked.indexOf('zoneinfo/') + 'zoneinfo/'.length) : undefined;
  const name = TZ.replace(/^:/, '') || fromLink || content(files, '/etc/timezone') || 'UTC';
  const path = TZ === '' ? '/etc/localtime' : `${zoneinfo}${name}`;
  return { name, rule: content(files, path)?.split('\n').at(-1) };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What ansible-core 2.18 tells of a moment; texts all, with leading zeros. */
export function dateTime(moment: Date, zone: Zone): Record<string, string> {
  const offset = offsetMinutes(moment, isZone(zone.name) ? zone.name : 'UTC');
  const local = new Date(moment.getTime() + offset * 60_000);
  // The local time, written as if it were UTC.
  const text = local.toISOString();
  const [date = '', rest = ''] = text.split('T');
  const time = rest.slice(0, 8);
  const [year = '', month = '', day = ''] = date.split('-');
  const [hour = '', minute = '', second = ''] = time.split(':');
  const epoch = String(Math.floor(moment.getTime() / 1000));
  const micro = `${text.slice(20, 23)}000`;
  const weekday = local.getUTCDay();
  const compact = `${date.replaceAll('-', '')}T${time.replaceAll(':', '')}`;
  const { standard, summer } = abbreviations(zone.rule);
  return {
    ...{ year, month, day, hour, minute, second, date, time, epoch, epoch_int: epoch },
    weekday: weekdays[weekday] ?? '',
    weekday_number: String(weekday),
    weeknumber: String(mondayWeek(local)).padStart(2, '0'),
    iso8601_micro: moment.toISOString().replace(/Z$/, '000Z'),
    iso8601: moment.toISOString().replace(/\.\d+Z$/, 'Z'),
    iso8601_basic: `${compact}${micro}`,
    iso8601_basic_short: compact,
    tz: standard.offset === undefined || standard.offset === offset ? standard.name : summer,
    tz_dst: summer,
    tz_offset: offsetText(offset),
  };
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Whole weeks since the year's first Monday: strftime's `%W`. */
function mondayWeek(local: Date): number {
  const day = Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / 86_400_000);
  return Math.floor((day + 7 - ((local.getUTCDay() + 6) % 7)) / 7);
}

/** Minutes east of Greenwich. */
function offsetMinutes(moment: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(moment);
  const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(text) ?? [];
  if (sign === undefined) return 0;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${pad(size % 60)}`;
}

/** The names in a POSIX rule; a zone without summer time has its one name twice. */
function abbreviations(rule: string | undefined): { standard: { name: string; offset: number | undefined }; summer: string } {
  const name = '<[^>]+>|[A-Za-z]+';
  const [, standard = 'UTC', hours, minutes = '0', summer = standard] =
    new RegExp(`^(${name})([+-]?\\d+)(?::(\\d+))?(?::\\d+)?(${name})?`).exec(rule ?? '') ?? [];
  const bare = (text: string): string => text.replace(/[<>]/g, '');
  // Rules count hours west of Greenwich.
  const west = hours === undefined ? undefined : Number(hours) * 60 + (hours.startsWith('-') ? -1 : 1) * Number(minutes);
  const offset = west === undefined ? undefined : 0 - west;
  return { standard: { name: bare(standard), offset }, summer: bare(summer) };
}
