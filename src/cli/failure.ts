import { diagnosticOf, formatDiagnostic, InvalidBundle } from '../core/diagnostic.ts';
import type { DroverError } from '../core/errors.ts';
import type { Excerpts } from './excerpts.ts';

/** What the operator reads of an error that ended a command: every finding with its place and the line there. */
export function failureText(error: DroverError, excerpts: Excerpts): string {
  const isBundle = error instanceof InvalidBundle;
  const diagnostics = isBundle ? error.diagnostics : [diagnosticOf(error)];
  const lines = diagnostics.map((each) => formatDiagnostic(each, (file) => excerpts.of(file)));
  if (isBundle && diagnostics.length > 1) lines.push(error.message);
  return `${lines.join('\n')}\n`;
}
