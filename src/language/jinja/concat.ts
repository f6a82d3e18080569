import type { Value } from '../../core/value/types.ts';
import type { Output, Rendering } from './frame.ts';
import { literalValue } from './literal.ts';
import { nativeValue } from './native-value.ts';

/**
 * The result of a rendering from its pieces, as ansible-core 2.18's `ansible_eval_concat`: text, or the value
 * that the text is a literal of.
 */
export function concat(output: Output, rendering: Rendering): Value {
  if (rendering.native) return nativeConcat(output, rendering);
  const [first = ''] = output;
  if (output.length <= 1) return rendering.convert && !rendering.keptTexts.has(first) ? converted(first) : first;
  const joined = output.join('');
  return rendering.convert ? converted(joined) : joined;
}

/** The same for native templates: whatever is a literal is its value, and no piece at all is none. */
function nativeConcat(output: Output, { keptTexts }: Rendering): Value {
  const [first] = output;
  if (first === undefined) return null;
  return output.length === 1 && keptTexts.has(first) ? first : nativeValue(output.join(''));
}

/** Lists, dicts and booleans; all else stays text. */
export function converted(text: string): Value {
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (!text.startsWith('[') && !text.startsWith('{')) return text;
  const value = literalValue(text);
  return value === undefined ? text : value;
}
