import type { Diff } from './diff.ts';
import { linesWithEnds } from './lines.ts';
import { type Edit, edits } from './sequence-matcher.ts';

const context = 3;

/**
 * The lines of a diff as Ansible's default callback shows them (ansible-core 2.18): headers, hunks with three
 * lines of context, dictionaries as JSON with sorted keys. Empty where the two sides do not differ.
 */
export function diffLines(diff: Diff): string[] {
  const notes = diff.note === undefined ? [] : [diff.note];
  if (diff.before === undefined || diff.after === undefined) return notes;
  const hunks = unifiedHunks(textLines(diff.before), textLines(diff.after));
  if (hunks.length === 0) return notes;
  const header = (word: string, title: string | undefined) => (title === undefined ? word : `${word}: ${title}`);
  return [...notes, `--- ${header('before', diff.beforeHeader)}`, `+++ ${header('after', diff.afterHeader)}`, ...hunks];
}

function textLines(side: NonNullable<Diff['before']>): string[] {
  const text = typeof side === 'string' ? side : `${sortedJson(side)}\n`;
  const lines = linesWithEnds(text);
  const last = lines.at(-1);
  if (last !== undefined && !last.endsWith('\n')) lines[lines.length - 1] = `${last}\n\\ No newline at end of file\n`;
  return lines;
}

/** Python's `json.dumps(…, sort_keys=True, indent=4)` for what modules put into a diff. */
function sortedJson(value: unknown): string {
  return JSON.stringify(sorted(value), null, 4).replace(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}

/** Hunks of a unified diff, without the newline at each line's end. */
function unifiedHunks(a: readonly string[], b: readonly string[]): string[] {
  return hunks(edits(a, b)).flatMap((hunk) => {
    const first = hunk[0];
    const last = hunk.at(-1);
    if (first === undefined || last === undefined) return [];
    const head = `@@ -${range(first.aStart, last.aEnd)} +${range(first.bStart, last.bEnd)} @@`;
    return [head, ...hunk.flatMap((edit) => editLines(edit, a, b))];
  });
}

function editLines({ kind, aStart, aEnd, bStart, bEnd }: Edit, a: readonly string[], b: readonly string[]): string[] {
  const marked = (lines: readonly string[], mark: string) =>
    lines.flatMap((line) => `${mark}${line}`.replace(/\r?\n$/, '').split('\n'));
  if (kind === 'equal') return marked(a.slice(aStart, aEnd), ' ');
  return [...marked(a.slice(aStart, aEnd), '-'), ...marked(b.slice(bStart, bEnd), '+')];
}

function range(start: number, end: number): string {
  const length = end - start;
  if (length === 1) return String(start + 1);
  return `${length === 0 ? start : start + 1},${length}`;
}

/** Edits in groups that are more than two contexts apart, each with its context. */
function hunks(all: readonly Edit[]): Edit[][] {
  if (all.every(({ kind }) => kind === 'equal')) return [];
  const trimmed = trimEnds(all);
  const groups: Edit[][] = [];
  let group: Edit[] = [];
  for (const edit of trimmed) {
    const size = edit.aEnd - edit.aStart;
    if (edit.kind !== 'equal' || size <= 2 * context) {
      group.push(edit);
      continue;
    }
    group.push({ ...edit, aEnd: edit.aStart + context, bEnd: edit.bStart + context });
    groups.push(group);
    group = [{ ...edit, aStart: edit.aEnd - context, bStart: edit.bEnd - context }];
  }
  if (group.length > 0 && !(group.length === 1 && group[0]?.kind === 'equal')) groups.push(group);
  return groups;
}

/** No more than one context of equal lines before the first and after the last change. */
function trimEnds(all: readonly Edit[]): Edit[] {
  return all.map((edit, i) => {
    if (edit.kind !== 'equal') return edit;
    if (i === 0)
      return { ...edit, aStart: Math.max(edit.aStart, edit.aEnd - context), bStart: Math.max(edit.bStart, edit.bEnd - context) };
    if (i < all.length - 1) return edit;
    return { ...edit, aEnd: Math.min(edit.aEnd, edit.aStart + context), bEnd: Math.min(edit.bEnd, edit.bStart + context) };
  });
}
