/** A run of lines that both sides share. */
interface Match {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

/** How a stretch of `a` becomes a stretch of `b`. */
export interface Edit {
  readonly kind: 'equal' | 'replace' | 'delete' | 'insert';
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/**
 * Aligns two sequences as Python's `difflib.SequenceMatcher` does (Ratcliff and Obershelp's pattern matching, in texts
 * of 200 lines and more without the lines that make up over one percent), so that diffs are those people know.
 */
export function edits(a: readonly string[], b: readonly string[]): Edit[] {
  const found: Edit[] = [];
  let i = 0;
  let j = 0;
  for (const { a: aStart, b: bStart, size } of [...matchingBlocks(a, b), { a: a.length, b: b.length, size: 0 }]) {
    const kind = kindOf(i < aStart, j < bStart);
    if (kind !== undefined) found.push({ kind, aStart: i, aEnd: aStart, bStart: j, bEnd: bStart });
    i = aStart + size;
    j = bStart + size;
    if (size > 0) found.push({ kind: 'equal', aStart, aEnd: i, bStart, bEnd: j });
  }
  return found;
}

function kindOf(taken: boolean, added: boolean): Edit['kind'] | undefined {
  if (taken) return added ? 'replace' : 'delete';
  return added ? 'insert' : undefined;
}

/** Blocks that both share, in order; neighbours are joined. */
function matchingBlocks(a: readonly string[], b: readonly string[]): Match[] {
  const index = indexOf(b);
  const queue: [number, number, number, number][] = [[0, a.length, 0, b.length]];
  const blocks: Match[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [aLow, aHigh, bLow, bHigh] = next;
    const match = longestMatch(a, b, index, next);
    if (match.size === 0) continue;
    blocks.push(match);
    if (aLow < match.a && bLow < match.b) queue.push([aLow, match.a, bLow, match.b]);
    if (match.a + match.size < aHigh && match.b + match.size < bHigh)
      queue.push([match.a + match.size, aHigh, match.b + match.size, bHigh]);
  }
  return joined(blocks.sort((x, y) => x.a - y.a || x.b - y.b));
}

function joined(blocks: readonly Match[]): Match[] {
  const result: Match[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (last !== undefined && last.a + last.size === block.a && last.b + last.size === block.b) {
      result[result.length - 1] = { ...last, size: last.size + block.size };
    } else result.push(block);
  }
  return result;
}

/** Where each line of `b` stands; without the popular ones of a long text. */
function indexOf(b: readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  b.forEach((line, i) => {
    const places = index.get(line);
    if (places === undefined) index.set(line, [i]);
    else places.push(i);
  });
  if (b.length < 200) return index;
  const most = Math.floor(b.length / 100) + 1;
  for (const [line, places] of index) if (places.length > most) index.delete(line);
  return index;
}

function longestMatch(
  a: readonly string[],
  b: readonly string[],
  index: ReadonlyMap<string, readonly number[]>,
  [aLow, aHigh, bLow, bHigh]: readonly [number, number, number, number],
): Match {
  let best: Match = { a: aLow, b: bLow, size: 0 };
  let lengths = new Map<number, number>();
  for (let i = aLow; i < aHigh; i++) {
    lengths = lengthsAt(index.get(a[i] ?? '') ?? [], lengths, bLow, bHigh);
    for (const [j, size] of lengths) if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
  }
  return extended(a, b, best, [aLow, aHigh, bLow, bHigh]);
}

/** How long the matches are that end at these places, from those that ended one line before. */
function lengthsAt(
  places: readonly number[],
  before: ReadonlyMap<number, number>,
  low: number,
  high: number,
): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const j of places) if (j >= low && j < high) lengths.set(j, (before.get(j - 1) ?? 0) + 1);
  return lengths;
}

/** Takes equal neighbours in that the index left out. */
function extended(
  a: readonly string[],
  b: readonly string[],
  match: Match,
  [aLow, aHigh, bLow, bHigh]: readonly [number, number, number, number],
): Match {
  let { a: i, b: j, size } = match;
  while (i > aLow && j > bLow && a[i - 1] === b[j - 1]) {
    i -= 1;
    j -= 1;
    size += 1;
  }
  while (i + size < aHigh && j + size < bHigh && a[i + size] === b[j + size]) size += 1;
  return { a: i, b: j, size };
}
