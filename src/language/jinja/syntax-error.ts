import { DroverError } from '../../core/errors.ts';
import type { Span } from '../../core/span.ts';

/** A template that cannot be read. `line` and `column` count from 1 within the template's text. */
export class TemplateSyntaxError extends DroverError {
  readonly line: number;
  readonly column: number;
  readonly why: string;

  constructor(why: string, place: { readonly line: number; readonly column: number }, span?: Span, hint?: string) {
    super('TEMPLATE_SYNTAX', `Cannot read the template: ${why}`, { span, hint });
    this.line = place.line;
    this.column = place.column;
    this.why = why;
  }

  /** The same error at its place in a file. */
  at(span: Span): TemplateSyntaxError {
    return new TemplateSyntaxError(this.why, this, span, this.hint);
  }
}

/** Line and column of an offset. */
export function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let i = before.indexOf('\n'); i >= 0; i = before.indexOf('\n', i + 1)) line++;
  return { line, column: offset - start + 1 };
}

export function syntaxError(source: string, offset: number, why: string, hint?: string): TemplateSyntaxError {
  return new TemplateSyntaxError(why, placeOf(source, offset), undefined, hint);
}
