import type { Value } from '../../core/value/types.ts';
import type { Output, Rendering } from './frame.ts';
import { literalValue } from './literal.ts';

/**
 * The result of a rendering from its pieces, as ansible-core 2.18's `ansible_eval_concat`: text, or the value
 * that the text is a literal of.
 */
export function concat(output: Output, rendering: Rendering): Value {
  const [first = ''] = output;
  if (output.length <= 1) return rendering.convert && !rendering.keptTexts.has(first) ? converted(first) : first;
  const joined = output.join('');
  return rendering.convert ? converted(joined) : joined;
}

/** Lists, dicts and booleans; all else stays text. */
export function converted(text: string): Value {
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (!text.startsWith('[') && !text.startsWith('{')) return text;
  const value = literalValue(text);
  return value === undefined ? text : value;
}
