import type { Reader, TaskDetail, TaskPair } from '../model.ts';

/** How the two sides of a pair relate. */
export type Difference = 'differs' | 'only-left' | 'only-right' | 'same';

/** A task of two runs; with all that it said where both have it and it ended differently. */
export interface ComparedPair extends TaskPair {
  readonly difference: Difference;
  readonly details: { readonly left: TaskDetail; readonly right: TaskDetail } | undefined;
}

export interface ComparedRuns {
  readonly pairs: readonly ComparedPair[];
  /** There are more tasks than were read. */
  readonly isCut: boolean;
}

/** Pairs that a page takes in, and those of them that are looked into. */
const mostPairs = 5000;
const mostDetails = 100;

/** The tasks of two runs, matched; undefined where one of the runs is not there. */
export function compareRuns(reader: Reader, left: string, right: string): ComparedRuns | undefined {
  const pairs: TaskPair[] = [];
  let cursor: string | undefined;
  do {
    const page = reader.compare(left, right, {}, 1000, cursor);
    if (page === undefined) return undefined;
    pairs.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined && pairs.length < mostPairs);
  let looked = 0;
  const compared = pairs.map((pair): ComparedPair => {
    const isWorthALook = hasMore(pair) && looked < mostDetails;
    if (isWorthALook) looked += 1;
    const details = isWorthALook ? detailsOf(reader, pair) : undefined;
    return { ...pair, difference: differenceOf(pair, details), details };
  });
  return { pairs: compared, isCut: cursor !== undefined };
}

/** Of tasks that were ok or skipped in both runs nothing counts: their messages may hold a time or a checksum. */
function hasMore({ left, right }: TaskPair): boolean {
  if (left === undefined || right === undefined) return false;
  return left.result !== right.result || (left.result !== 'ok' && left.result !== 'skipped');
}

function detailsOf(reader: Reader, { left, right }: TaskPair): ComparedPair['details'] {
  const a = left && reader.task(left.run, left.number);
  const b = right && reader.task(right.run, right.number);
  return a && b && { left: a, right: b };
}

function differenceOf({ left, right }: TaskPair, details: ComparedPair['details']): Difference {
  if (left === undefined) return 'only-right';
  if (right === undefined) return 'only-left';
  if (left.result !== right.result) return 'differs';
  return details !== undefined && said(details.left) !== said(details.right) ? 'differs' : 'same';
}

function said({ msg, diff, changes, items }: TaskDetail): string {
  return JSON.stringify([msg, diff, changes, items]);
}
