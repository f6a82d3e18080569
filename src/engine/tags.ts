import { text } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';

/** `--tags` and `--skip-tags`. */
export interface TagSelection {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/**
 * Whether a task with these rendered tags runs (ansible-core 2.18, `Taggable.evaluate_tags`): `always` runs
 * unless it is skipped by name, `never` only when one of its tags is asked for; `tagged`, `untagged` and `all` are
 * words of the selection. Nothing selected means `all`.
 */
export function isSelected(tags: ReadonlySet<string>, { only, skip }: TagSelection): boolean {
  const named = tags.size > 0 ? tags : new Set(['untagged']);
  const tagged = named.size > 1 || !named.has('untagged');
  return isWanted(named, tagged, only.length === 0 ? ['all'] : only) && !isSkipped(named, tagged, skip);
}

function isWanted(tags: ReadonlySet<string>, tagged: boolean, only: readonly string[]): boolean {
  if (tags.has('always') || only.some((tag) => tags.has(tag))) return true;
  return !tags.has('never') && (only.includes('all') || (only.includes('tagged') && tagged));
}

function isSkipped(tags: ReadonlySet<string>, tagged: boolean, skip: readonly string[]): boolean {
  if (skip.includes('all')) return !tags.has('always') || skip.includes('always');
  return skip.some((tag) => tags.has(tag)) || (skip.includes('tagged') && tagged);
}

/** A number is no word that a selection could name. */
function wordOf(tag: Value): string {
  return typeof tag === 'string' ? tag : `(${text(tag)})`;
}

/** Rendered tags as a flat set of words; only where a string is written in the place of a list do commas separate them. */
export function tagWords(tags: readonly Value[]): Set<string> {
  const words = tags.flatMap((tag) => (Array.isArray(tag) ? tag : [tag])).map(wordOf);
  return new Set(words.filter((word) => word !== ''));
}
