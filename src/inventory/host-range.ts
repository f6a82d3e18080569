import { DroverError } from '../core/errors.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** A typing error must not fill the memory. */
const maximumHosts = 1_000_000;

/**
 * Expands `web[01:10:2]-[a:c]` to its host names; a name without brackets is itself.
 * @throws DroverError `INVENTORY_INVALID`
 */
export function expandRange(pattern: string): string[] {
  const open = pattern.indexOf('[');
  if (open < 0) return [pattern];
  const close = pattern.indexOf(']', open);
  if (close < 0) throw invalid(pattern, 'a "[" is never closed', 'write a range as [1:3], [01:10] or [a:c]');
  const head = pattern.slice(0, open);
  const tails = expandRange(pattern.slice(close + 1));
  const items = rangeItems(pattern.slice(open + 1, close), pattern);
  if (items.length * tails.length > maximumHosts) throw invalid(pattern, `it is more than ${maximumHosts} hosts`);
  return items.flatMap((item) => tails.map((tail) => head + item + tail));
}

function rangeItems(range: string, pattern: string): string[] {
  const [first = '', end = '', stepText = '1', ...more] = range.split(':');
  if (!range.includes(':') || more.length > 0) {
    throw invalid(pattern, `"[${range}]" is no range`, 'write a range as [1:3] or [1:9:2], its end included');
  }
  const begin = first === '' ? '0' : first;
  if (end === '') throw invalid(pattern, `the range "[${range}]" has no end`, 'write its end, which is included');
  const padded = begin.startsWith('0') && begin.length > 1;
  if (padded && begin.length !== end.length) {
    throw invalid(pattern, `the ends of the range "[${range}]" differ in length`, `write both with ${begin.length} digits`);
  }
  const step = Number(stepText);
  if (!/^\d+$/.test(stepText) || step === 0) throw invalid(pattern, `the step "${stepText}" is no number above 0`);
  return letterItems(begin, end, step, pattern) ?? numberItems(begin, end, step, padded ? begin.length : 0, pattern);
}

function letterItems(begin: string, end: string, step: number, pattern: string): string[] | undefined {
  const from = letters.indexOf(begin);
  const to = letters.indexOf(end);
  if (from < 0 || to < 0) return undefined;
  if (from > to) throw invalid(pattern, `"${begin}" comes after "${end}"`, 'write the lower end first');
  const items: string[] = [];
  for (let i = from; i <= to; i += step) items.push(letters[i] ?? '');
  return items;
}

function numberItems(begin: string, end: string, step: number, width: number, pattern: string): string[] {
  if (!/^\d+$/.test(begin) || !/^\d+$/.test(end)) {
    throw invalid(pattern, `"${begin}" to "${end}" is neither numbers nor letters`, 'write a range as [1:3] or [a:c]');
  }
  const last = Number(end);
  const items: string[] = [];
  for (let i = Number(begin); i <= last && items.length <= maximumHosts; i += step) items.push(String(i).padStart(width, '0'));
  return items;
}

function invalid(pattern: string, why: string, hint?: string): DroverError {
  return new DroverError('INVENTORY_INVALID', `Cannot expand the hosts "${pattern}": ${why}`, { hint });
}
