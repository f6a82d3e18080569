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
