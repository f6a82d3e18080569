import { DroverError } from '../../core/errors.ts';
import type { Span } from '../../core/span.ts';
import type { Origin, Statement } from './ast.ts';
import { placeOf, TemplateSyntaxError } from './syntax-error.ts';

/** The file that an origin is, and how many lines of it stand before the template (a `#jinja2:` header). */
export interface OriginFile {
  readonly path: string;
  readonly linesBefore: number;
}

const origins = new WeakMap<Statement, Origin>();
const places = new WeakMap<DroverError, { readonly origin: Origin; readonly at: number }>();

export function setOrigin(statement: Statement, origin: Origin): void {
  origins.set(statement, origin);
}

/** Remembers which statement an error came from; the innermost one counts. */
export function notePlace(error: unknown, statement: Statement): void {
  const origin = origins.get(statement);
  if (!(error instanceof DroverError) || origin === undefined || error.span !== undefined || places.has(error)) return;
  places.set(error, { origin, at: statement.at });
}

/** Forgets the place, so that the rendering around this one gives its own. */
export function forgetPlace(error: unknown): void {
  if (error instanceof DroverError) places.delete(error);
}

/** The error with the place in a template file that it came from, if that is known. */
export function withFile(error: unknown, fileOf: (origin: Origin) => OriginFile | undefined): unknown {
  if (!(error instanceof DroverError) || error.span !== undefined) return error;
  const place = places.get(error);
  const file = place === undefined ? undefined : fileOf(place.origin);
  if (place === undefined || file === undefined) return error;
  const { line, column } = placeOf(place.origin.source, place.at);
  const span: Span = { file: file.path, line: line + file.linesBefore, column };
  return new DroverError(error.code, error.message, { span, hint: error.hint, result: error.result, cause: error });
}

/** A syntax error with its place in a file. */
export function syntaxErrorIn(error: unknown, { path, linesBefore }: OriginFile): unknown {
  if (!(error instanceof TemplateSyntaxError) || error.span !== undefined) return error;
  return error.at({ file: path, line: error.line + linesBefore, column: error.column });
}
