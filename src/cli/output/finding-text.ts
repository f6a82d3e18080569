import { type Diagnostic, formatDiagnostic } from '../../core/diagnostic.ts';
import type { Paint } from './paint.ts';

/** A finding with the line it points at, in colours for a terminal. */
export function findingText(
  finding: Diagnostic,
  source: (file: string) => string | undefined,
  paint: Paint,
  width?: number,
): string {
  const colour = finding.severity === 'warning' ? 'yellow' : 'red';
  const [head = '', ...excerpt] = formatDiagnostic(finding, source, width).split('\n');
  const painted = head.replace(
    /^((?:\S.*?:\d+:\d+: )?)((?:warning: )?[A-Z_]+:)/,
    (_, place: string, code: string) => `${place === '' ? '' : paint('bold', place)}${paint(colour, code)}`,
  );
  const lines = excerpt.map((line) =>
    line.replace(/^( *)(\^+)/, (_, pad: string, carets: string) => pad + paint(colour, carets)),
  );
  return `${[painted, ...lines].join('\n')}\n`;
}
