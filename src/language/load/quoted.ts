import { SyntaxProblem } from './syntax-problem.ts';

/** Where the quoted text that starts at `offset` ends, behind its closing quote. @throws SyntaxProblem */
export function quotedEnd(text: string, offset: number): number {
  const quote = text[offset] ?? '';
  let end = text.indexOf(quote, offset + 1);
  while (end >= 0 && !closes(text, quote, offset, end)) {
    end = text.indexOf(quote, end + (quote === "'" ? 2 : 1));
  }
  const inner = text.slice(offset, end < 0 ? undefined : end);
  if (end >= 0 && !(inner.includes('\n') && /\n(?:---|\.\.\.)(?=\s|$)/.test(inner))) return end + 1;
  const name = quote === "'" ? 'single' : 'double';
  throw new SyntaxProblem(`Cannot read the quoted text: its ${name} quote is never closed`, offset, {
    hint: `close it with ${quote}`,
  });
}

function closes(text: string, quote: string, start: number, end: number): boolean {
  if (quote === "'") return text[end + 1] !== "'";
  let slashes = 0;
  while (end - 1 - slashes > start && text[end - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 0;
}
