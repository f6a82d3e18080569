/** Flags that a piece of the pattern is read with. */
export interface Scope {
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
  readonly ascii: boolean;
}

/** How many characters something matches. */
export interface Width {
  readonly low: number;
  readonly high: number;
}

/** A piece of a pattern as JavaScript writes it, to which a quantifier may belong. */
export interface Part extends Width {
  readonly text: string;
  /** Whether it is a place, as `^` and `\b` are. */
  readonly isPlace?: boolean;
  readonly isRepeated?: boolean;
}

interface Group {
  readonly start: string;
  readonly end: string;
  /** Of a group that keeps what it matches. */
  readonly number?: number;
  readonly isLook?: boolean;
  readonly isBehind?: boolean;
  readonly isAtomic?: boolean;
  /** The group that a condition asks for: the first alternative is for one that took part. */
  readonly condition?: number;
}

/** What stands in a group, or in the pattern as a whole, as far as it is read. */
export class Sequence {
  readonly scope: Scope;
  readonly group: Group;
  /** The piece that a quantifier would belong to. */
  last: Part | undefined;
  alternatives = 1;
  #text = '';
  #width: Width = { low: 0, high: 0 };
  /** The widths of the alternatives before. */
  #before: Width | undefined;

  constructor(scope: Scope, group: Group = { start: '', end: '' }) {
    this.scope = scope;
    this.group = group;
  }

  add(part: Part): void {
    this.#settle();
    this.last = part;
  }

  alternative(): void {
    const { condition } = this.group;
    this.#endAlternative();
    this.alternatives++;
    this.#text += condition === undefined ? '|' : `|${took(condition, '!')}`;
  }

  /** The whole of it. */
  end(): Part {
    const { start, end, condition } = this.group;
    if (condition !== undefined && this.alternatives === 1) this.alternative();
    this.#endAlternative();
    const text = condition === undefined ? this.#text : took(condition, '=') + this.#text;
    return { text: start + text + end, ...(this.#before ?? this.#width) };
  }

  #endAlternative(): void {
    this.#settle();
    const { low, high } = this.#before ?? this.#width;
    this.#before = { low: Math.min(low, this.#width.low), high: Math.max(high, this.#width.high) };
    this.#width = { low: 0, high: 0 };
  }

  #settle(): void {
    if (this.last === undefined) return;
    this.#text += this.last.text;
    this.#width = { low: this.#width.low + this.last.low, high: this.#width.high + this.last.high };
    this.last = undefined;
  }
}

/** Whether a group took part: it noted the rest of the text, which begins at one of the characters before. */
function took(group: number, sign: '=' | '!'): string {
  return `(?<${sign}(?=[^])(?=\\k<r${group}>$)[^]*)`;
}
