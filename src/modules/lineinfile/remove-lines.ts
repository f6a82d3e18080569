import { compilePattern, search } from '../../core/regex/regex.ts';
import type { Edit } from '../lib/edit-module.ts';
import { linesOf } from '../lib/edited-text.ts';

/** Which lines are to go; the texts are as they stand in the file. */
interface Unwanted {
  readonly line: string | undefined;
  readonly regexp: string | undefined;
  readonly searchString: string | undefined;
}

/** Takes away every line that matches, or that is equal to the given one. */
export function removeLines(text: string, { line, regexp, searchString }: Unwanted): Edit {
  const pattern = regexp === undefined ? undefined : compilePattern(regexp);
  const isWanted = (each: string): boolean => {
    if (pattern !== undefined) return search(pattern, each) === null;
    if (searchString !== undefined) return !each.includes(searchString);
    return each.replace(/[\r\n]+$/, '') !== line;
  };
  const lines = linesOf(text);
  const kept = lines.filter(isWanted);
  const found = lines.length - kept.length;
  return { text: kept.join(''), msg: found === 0 ? '' : `${found} line(s) removed`, returned: { found } };
}
