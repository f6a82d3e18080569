import { counted } from './counted.ts';
import { DroverError, type ErrorCode } from './errors.ts';
import { excerpt } from './excerpt.ts';
import { formatSpan, type Span } from './span.ts';

/** One finding of validation. Stages report findings and carry on, so that one run lists them all. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: ErrorCode;
  readonly message: string;
  readonly span?: Span | undefined;
  readonly hint?: string | undefined;
}

/** Where a stage hands its findings. */
export type Report = (diagnostic: Diagnostic) => void;

export function diagnosticOf(error: DroverError): Diagnostic {
  return { severity: 'error', code: error.code, message: error.message, span: error.span, hint: error.hint };
}

/** By file, line and column, each once; findings without a place come first. What several plays use is read several times. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const identity = ({ severity, code, message, span }: Diagnostic) =>
    JSON.stringify([severity, code, message, span?.file, span?.line, span?.column]);
  const once = new Map(diagnostics.map((diagnostic) => [identity(diagnostic), diagnostic]));
  return [...once.values()].sort((a, b) => {
    if (a.span === undefined || b.span === undefined) return Number(a.span !== undefined) - Number(b.span !== undefined);
    if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1;
    return a.span.line - b.span.line || a.span.column - b.span.column;
  });
}

/**
 * `file:line:column: CODE: message`, then the excerpt when `source` knows the file's text.
 * @param width of the terminal, which the excerpt keeps to
 */
export function formatDiagnostic(diagnostic: Diagnostic, source: (file: string) => string | undefined, width?: number): string {
  const { span, code, message, hint, severity } = diagnostic;
  const head = `${span === undefined ? '' : `${formatSpan(span)}: `}${severity === 'warning' ? 'warning: ' : ''}${code}: ${message}`;
  const text = span === undefined ? undefined : source(span.file);
  if (span === undefined || text === undefined) return hint === undefined ? head : `${head}\n  ${hint}`;
  return `${head}\n${excerpt(text, span, hint, width)}`;
}

/** Ends a stage: throws the findings as one error if there is an error among them. */
export class InvalidBundle extends DroverError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const sorted = sortDiagnostics(diagnostics);
    const first = sorted.find((d) => d.severity === 'error');
    const count = sorted.filter((d) => d.severity === 'error').length;
    super(first?.code ?? 'BUNDLE_INVALID', `Cannot use the bundle: it has ${counted(count, 'error')}`, {
      span: first?.span,
    });
    this.name = 'InvalidBundle';
    this.diagnostics = sorted;
  }
}
