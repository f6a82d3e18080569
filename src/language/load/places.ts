import type { Span } from '../../core/span.ts';

/** Finds lines and columns of offsets. Neighbouring questions are cheap: the line of the last answer is tried first. */
export class Places {
  readonly #file: string;
  readonly #starts: readonly number[];
  #last = 0;

  constructor(file: string, text: string) {
    this.#file = file;
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  span(offset: number, length?: number): Span {
    const line = this.#lineOf(offset);
    const column = offset - (this.#starts[line] ?? 0) + 1;
    return length === undefined
      ? { file: this.#file, line: line + 1, column }
      : { file: this.#file, line: line + 1, column, length };
  }

  #lineOf(offset: number): number {
    let low = this.#last;
    if (!this.#isWithin(low, offset)) low = this.#isWithin(low + 1, offset) ? low + 1 : this.#search(offset);
    this.#last = low;
    return low;
  }

  #isWithin(line: number, offset: number): boolean {
    return (
      (this.#starts[line] ?? Number.POSITIVE_INFINITY) <= offset && offset < (this.#starts[line + 1] ?? Number.POSITIVE_INFINITY)
    );
  }

  #search(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
