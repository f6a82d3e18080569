import type { Part } from './regex-parts.ts';
import { atomic, bad, put, type State } from './regex-state.ts';

/** `*`, `+?`, `{2,3}+` …; a `{` that begins none is itself. */
export function quantifier(state: State): void {
  const found = /^(?:[*+?]|\{(\d*)(,?)(\d*)\})([?+]?)/.exec(state.source.slice(state.at));
  const [whole = '', low = '', comma = '', high = '', suffix = ''] = found ?? [];
  if (whole === '' || (whole.startsWith('{') && low === '' && high === '')) {
    put(state, 1, { text: '\\{', low: 1, high: 1 });
    return;
  }
  const part = repeatable(state);
  const { least, most, body } = whole.startsWith('{') ? counted(low, comma, high) : signed(whole.charAt(0));
  const text = `${part.text}${body}${suffix === '?' ? '?' : ''}`;
  state.at += whole.length;
  state.sequence.last = {
    text: suffix === '+' ? atomic(state, text) : text,
    low: part.low * least,
    high: part.high === 0 || most === 0 ? 0 : part.high * most,
    isRepeated: true,
  };
}

function repeatable(state: State): Part {
  const { last } = state.sequence;
  if (last === undefined || last.isPlace === true) throw bad(state, 'nothing to repeat');
  if (last.isRepeated === true) throw bad(state, 'multiple repeat');
  return last;
}

interface Times {
  readonly least: number;
  readonly most: number;
  readonly body: string;
}

function counted(low: string, comma: string, high: string): Times {
  const least = Number(low);
  const most = comma === '' ? least : high === '' ? Number.POSITIVE_INFINITY : Number(high);
  return { least, most, body: `{${least}${comma}${high}}` };
}

function signed(sign: string): Times {
  return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY, body: sign };
}
