/** How templates are written: delimiters and what happens to white space. */
export interface Syntax {
  readonly blockStart: string;
  readonly blockEnd: string;
  readonly variableStart: string;
  readonly variableEnd: string;
  readonly commentStart: string;
  readonly commentEnd: string;
  readonly trimBlocks: boolean;
  readonly lstripBlocks: boolean;
  readonly newlineSequence: string;
  readonly keepTrailingNewline: boolean;
  /** What makes a line a statement, a line's rest a comment; undefined for nothing. */
  readonly lineStatement: string | undefined;
  readonly lineComment: string | undefined;
}

/** Ansible's: Jinja2's own with `trim_blocks`. */
export const ansibleSyntax: Syntax = {
  blockStart: '{%',
  blockEnd: '%}',
  variableStart: '{{',
  variableEnd: '}}',
  commentStart: '{#',
  commentEnd: '#}',
  trimBlocks: true,
  lstripBlocks: false,
  newlineSequence: '\n',
  keepTrailingNewline: false,
  lineStatement: undefined,
  lineComment: undefined,
};

/** Whether the text can hold a template at all; most texts cannot, and need no lexer. */
export function mayBeTemplate(text: string, syntax: Syntax = ansibleSyntax): boolean {
  if (syntax === ansibleSyntax && !text.includes('{')) return false;
  if (syntax.lineStatement !== undefined || syntax.lineComment !== undefined) return true;
  return text.includes(syntax.variableStart) || text.includes(syntax.blockStart) || text.includes(syntax.commentStart);
}
