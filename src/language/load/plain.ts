import { SyntaxProblem, tabProblem } from './syntax-problem.ts';
import type { Token } from './token.ts';

/** Refuses unquoted text that YAML 1.1 does not take as such. @throws SyntaxProblem */
export function checkPlain(lexeme: string, text: string, offset: number, inFlow: boolean, indent: number): void {
  const first = lexeme[0] ?? '';
  if ((inFlow ? '@`%|>' : '@`%,').includes(first)) {
    throw new SyntaxProblem(`Cannot read the value: unquoted text cannot start with "${first}"`, offset, {
      length: firstLine(lexeme).length,
      hint: 'quote the value',
    });
  }
  if (inFlow) checkFlowColon(lexeme, text, offset);
  else if (lexeme.includes('\t')) checkTabs(lexeme, offset, indent);
}

function checkFlowColon(lexeme: string, text: string, offset: number): void {
  const end = offset + lexeme.length;
  const colonBehind = text[end] === ':' && ',?[]{}'.includes(text[end + 1] ?? ' ');
  if (lexeme[0] === ':' || colonBehind) {
    throw new SyntaxProblem(
      'Cannot read the list or mapping in brackets: a ":" stands where none is expected',
      colonBehind ? end : offset,
      {
        hint: 'write a space after ":", or quote the value',
      },
    );
  }
}

function checkTabs(lexeme: string, offset: number, indent: number): void {
  for (const match of lexeme.matchAll(/\n( *)\t/g)) {
    if ((match[1] ?? '').length > indent) continue;
    throw tabProblem(offset + match.index + match[0].length - 1);
  }
}

/** Why a colon cannot stand at `offset`: nearly always a value that has ": " in it. */
export function explainColon(text: string, offset: number, tokens: readonly Token[]): SyntaxProblem {
  const before = tokens.at(-1);
  const start = before?.offset ?? offset;
  const end = lineEnd(text, start);
  const value = text.slice(start, end).trimEnd();
  const multiLine = before !== undefined && text.slice(before.offset, offset).includes('\n');
  if (before?.type === 'scalar' && before.style === 'plain' && !multiLine) {
    return new SyntaxProblem('Cannot read the value: unquoted text cannot have ": " in it', offset, {
      hint: `did you mean quotes: ${quoted(value)}`,
    });
  }
  return new SyntaxProblem('Cannot read the mapping: a ":" stands where none is expected', offset, {
    hint: 'check the indentation of this line and the one above',
  });
}

/** What to advise where a key was expected at `offset`; the usual reason is a value that needs quotes. */
export function adviceAt(text: string, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start, lineEnd(text, start)).trimEnd();
  const value = /^(?:\s*-)*\s*[^\s"'{][^:]*:\s+(.*)$/.exec(line)?.[1] ?? '';
  if (/^\{[{%]/.test(value)) return `did you mean quotes: ${quoted(value)}`;
  if (/^"[^"]*"[^"].*"$/.test(value)) return `did you mean single quotes outside: '${value.slice(1, -1).replaceAll("'", "''")}'`;
  if (/^(?:"[^"]*"|'[^']*')\s*\S/.test(value)) return `did you mean quotes around the whole value: ${quoted(value)}`;
  return 'check the indentation of this line and the one above';
}

function quoted(value: string): string {
  if (!value.includes('"')) return value.includes('\\') ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
  return `'${value.replaceAll("'", "''")}'`;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function firstLine(lexeme: string): string {
  return lexeme.slice(0, lineEnd(lexeme, 0));
}
