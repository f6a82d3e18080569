/** What the scanner and the parser throw; `load` makes it a diagnostic with a span. Offsets count from 0. */
export class SyntaxProblem extends Error {
  readonly offset: number;
  readonly length: number;
  readonly hint: string | undefined;

  constructor(message: string, offset: number, more: { length?: number; hint?: string | undefined } = {}) {
    super(message);
    this.offset = offset;
    this.length = more.length ?? 1;
    this.hint = more.hint;
  }
}

/** A tab where libyaml wants indentation. */
export function tabProblem(offset: number): SyntaxProblem {
  return new SyntaxProblem('Cannot read the line: a tab stands where it would be indentation', offset, {
    hint: 'indent with spaces',
  });
}
