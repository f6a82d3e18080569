import { splitLines } from '../../../core/lines.ts';
import { truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call } from '../callable.ts';
import { intOnly, stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';

interface Wrapping {
  readonly width: number;
  readonly breakWords: boolean;
  readonly breakHyphens: boolean;
}

/** Jinja2 3.1.6's `wordwrap`: Python's `textwrap` for each line. */
export function wordwrap(value: Value, call: Call): Value {
  const names = { width: 79, break_long_words: true, wrapstring: null, break_on_hyphens: true };
  const [width = 79, breakWords = true, wrapString = null, breakHyphens = true] = bind(call, names);
  const wrapping = { width: intOnly(width, 'wrap a text'), breakWords: truthy(breakWords), breakHyphens: truthy(breakHyphens) };
  if (wrapping.width <= 0) throw failure('wrap a text', `invalid width ${wrapping.width} (must be > 0)`);
  const joint = wrapString === null ? '\n' : stringOnly(wrapString, 'wrap a text');
  return splitLines(stringOnly(value, 'wrap a text'))
    .map((line) => wrapLine(line, wrapping).join(joint))
    .join(joint);
}

function wrapLine(line: string, wrapping: Wrapping): string[] {
  const chunks = chunksOf(line, wrapping.breakHyphens).toReversed();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (lines.length > 0 && chunks.at(-1)?.trim() === '') chunks.pop();
    const row = takeRow(chunks, wrapping);
    if (row.at(-1)?.trim() === '') row.pop();
    if (row.length > 0) lines.push(row.join(''));
  }
  return lines;
}

/** Takes from the end of `chunks` what fits into one line; a chunk that is too long is cut or stands alone. */
function takeRow(chunks: string[], { width, breakWords, breakHyphens }: Wrapping): string[] {
  const row: string[] = [];
  let length = 0;
  let next = chunks.at(-1);
  while (next !== undefined && length + next.length <= width) {
    row.push(next);
    length += next.length;
    chunks.pop();
    next = chunks.at(-1);
  }
  if (next === undefined || next.length <= width) return row;
  if (breakWords) {
    const end = cutAt(next, width - length, breakHyphens);
    row.push(next.slice(0, end));
    chunks[chunks.length - 1] = next.slice(end);
  } else if (row.length === 0) {
    row.push(next);
    chunks.pop();
  }
  return row;
}

/** Where a word that is too long is cut: after its last hyphen that fits, else where the room ends. */
function cutAt(word: string, room: number, breakHyphens: boolean): number {
  const hyphen = breakHyphens ? word.slice(0, room).lastIndexOf('-') : -1;
  return hyphen > 0 && /[^-]/.test(word.slice(0, hyphen)) ? hyphen + 1 : room;
}

/** Words and the white space between them; words also end after a hyphen between letters. */
function chunksOf(line: string, breakHyphens: boolean): string[] {
  const parts = line.split(/(\s+)/).filter((part) => part !== '');
  if (!breakHyphens) return parts;
  return parts.flatMap((part) => part.split(/(?<=[^\W\d_][^\s-]*-)(?=[^\W\d_])|(?<=[\w!"'&.,?])(?=-{2,}\w)|(?<=\w-{2,})(?=\w)/u));
}
