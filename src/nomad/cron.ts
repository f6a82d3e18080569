/** Which values of a field fit; `any` is written `*`. */
interface Field {
  readonly values: ReadonlySet<number>;
  readonly any: boolean;
}

interface Cron {
  readonly minutes: Field;
  readonly hours: Field;
  readonly days: Field;
  readonly months: Field;
  readonly weekdays: Field;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const shorthands: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@hourly': '0 * * * *',
};

const minute = 60_000;
const day = 24 * 60 * minute;
/** February 29th comes within eight years. */
const horizon = 8 * 366;

/**
 * When a timer ticks next after a moment, both in milliseconds since 1970. Nomad has no call that tells it.
 * @param spec five fields as in crontab(5); undefined is returned for what only Nomad's own reading knows (seconds, years,
 *   `L`, `W`, `#`) and for the server's `Local` time zone
 */
export function nextTick(spec: string, timeZone: string, after: number): number | undefined {
  const cron = parseCron(spec);
  const clock = clockOf(timeZone);
  if (cron === undefined || clock === undefined) return undefined;
  const start = clock(after);
  for (let ahead = 0; ahead < horizon; ahead++) {
    const date = new Date(Math.floor(start / day) * day + ahead * day);
    if (!isDay(cron, date)) continue;
    const found = ticksOn(cron, date.getTime())
      .flatMap((wall) => moments(wall, clock))
      .find((moment) => moment > after);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parseCron(spec: string): Cron | undefined {
  const words = (shorthands[spec.trim()] ?? spec).trim().toLowerCase().split(/\s+/);
  if (words.length !== 5) return undefined;
  const [minutes, hours, days, months, weekdays] = [
    field(words[0], 0, 59),
    field(words[1], 0, 23),
    field(words[2], 1, 31),
    field(words[3], 1, 12, monthNames, 1),
    field(words[4], 0, 7, dayNames, 0),
  ];
  if (!(minutes && hours && days && months && weekdays)) return undefined;
  // Sunday is 0 and 7.
  const week = { ...weekdays, values: new Set([...weekdays.values].map((number) => number % 7)) };
  return { minutes, hours, days, months, weekdays: week };
}

function field(text = '', low: number, high: number, names: readonly string[] = [], first = 0): Field | undefined {
  const number = (word: string) => (names.includes(word) ? names.indexOf(word) + first : Number(word));
  const parts = text.split(',').map((part) => range(part, low, high, number));
  if (parts.some((part) => part === undefined)) return undefined;
  return { values: new Set(parts.flatMap((part) => part ?? [])), any: /^[*?](\/1)?$/.test(text) };
}

/** The numbers of `*`, `7`, `1-5`, `10/15` or `1-31/2`. */
function range(part: string, low: number, high: number, number: (word: string) => number): number[] | undefined {
  const [, from, to, step] = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
  if (from === undefined) return undefined;
  const isAny = from === '*' || from === '?';
  const start = isAny ? low : number(from);
  const open = isAny || step !== undefined ? high : start;
  const end = to === undefined ? open : number(to);
  const width = Number(step ?? 1);
  // A word that is no number compares as false.
  if (!(start >= low && end <= high && start <= end && width >= 1)) return undefined;
  return Array.from({ length: Math.floor((end - start) / width) + 1 }, (_, index) => start + index * width);
}

/** Where both a day of the month and a day of the week are given, either will do. */
function isDay({ days, months, weekdays }: Cron, date: Date): boolean {
  if (!months.values.has(date.getUTCMonth() + 1)) return false;
  const byMonth = days.values.has(date.getUTCDate());
  const byWeek = weekdays.values.has(date.getUTCDay());
  return days.any || weekdays.any ? byMonth && byWeek : byMonth || byWeek;
}

/** Times on the wall, as milliseconds since 1970 as if that clock were UTC's. */
function ticksOn({ hours, minutes }: Cron, midnight: number): number[] {
  const sorted = (set: ReadonlySet<number>) => [...set].sort((one, other) => one - other);
  return sorted(hours.values).flatMap((hour) => sorted(minutes.values).map((of) => midnight + (hour * 60 + of) * minute));
}

/** From a moment to the time on the wall of a time zone; undefined where there is no such zone. */
function clockOf(timeZone: string): ((moment: number) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return (moment) => {
      const part = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
      const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
      return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The moments at which a clock shows a time: none or two where the clocks are put forward or back. */
function moments(wall: number, clock: (moment: number) => number): number[] {
  const offsets = new Set([clock(wall - day) - (wall - day), clock(wall + day) - (wall + day)]);
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((moment) => clock(moment) === wall)
    .sort((one, other) => one - other);
}
