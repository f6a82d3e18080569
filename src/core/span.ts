/** A place in a bundle file. Lines and columns count from 1, columns in UTF-16 units. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How many characters of the line an excerpt underlines; 1 when absent. */
  readonly length?: number;
}

/** `roles/base/tasks/main.yml:4:5`, the form that editors and terminals open. */
export function formatSpan(span: Span): string {
  return `${span.file}:${span.line}:${span.column}`;
}

/**
 * The line a span points at with carets under it, ready to print below a message.
 *
 * ```
 *   4 |     stat: present
 *           ^^^^ did you mean "state"?
 * ```
 */
export function excerpt(source: string, span: Span, hint?: string): string {
  const line = source.split('\n')[span.line - 1]?.trimEnd() ?? '';
  const number = `  ${span.line} | `;
  const shown = line.length > 160 ? `${line.slice(0, 157)}...` : line;
  const carets = '^'.repeat(Math.max(1, Math.min(span.length ?? 1, shown.length - span.column + 1)));
  const pad = ' '.repeat(number.length + span.column - 1);
  return `${number}${shown}\n${pad}${carets}${hint === undefined ? '' : ` ${hint}`}`;
}
