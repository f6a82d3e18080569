import { readFileSync } from 'node:fs';
import { type Diagnostic, diagnosticOf, formatDiagnostic, InvalidBundle } from '../core/diagnostic.ts';
import type { DroverError } from '../core/errors.ts';

/** What the operator reads of an error that ended a command: every finding with its place and the line there. */
export function failureText(error: DroverError, bundle: string | undefined): string {
  const diagnostics = error instanceof InvalidBundle ? error.diagnostics : [diagnosticOf(error)];
  const lines = diagnostics.map((each) => formatDiagnostic(each, sources(bundle)));
  if (error instanceof InvalidBundle && diagnostics.length > 1) lines.push(error.message);
  return `${lines.join('\n')}\n`;
}

/** The text of a bundle's file, where it can still be read. */
export function sources(bundle: string | undefined): (file: string) => string | undefined {
  return (file) => {
    try {
      return readFileSync(file.startsWith('/') ? file : `${bundle ?? '.'}/${file}`, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error) return undefined;
      throw error;
    }
  };
}

export function warningText(diagnostic: Diagnostic, bundle: string): string {
  return `${formatDiagnostic(diagnostic, sources(bundle))}\n`;
}
