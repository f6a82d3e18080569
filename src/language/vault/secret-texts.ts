import { nodeValue } from '../../core/node.ts';
import { text } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import { load } from '../load.ts';

/** Shorter ones are found everywhere and would hide what is no secret. */
const shortest = 4;

/**
 * What of a decrypted text has to be hidden: the values of a file with variables, of any other text the whole and each of its lines,
 * as a diff shows them.
 */
export function secretTexts(plain: string): readonly string[] {
  const node = load(plain, '', () => undefined);
  const value = node === undefined || node.kind === 'scalar' ? plain : nodeValue(node);
  const texts = leaves(value).flatMap((leaf) => [leaf, ...leaf.split('\n')].map((each) => each.trim()));
  return [...new Set(texts)].filter((each) => each.length >= shortest);
}

function leaves(value: Value): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (value instanceof Map) return [...value.values()].flatMap(leaves);
  return value === null || typeof value === 'boolean' ? [] : [text(value)];
}
