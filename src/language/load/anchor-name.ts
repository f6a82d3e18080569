import { SyntaxProblem } from './syntax-problem.ts';

/** The name behind `&` or `*`. */
export function anchorName(lexeme: string, offset: number): string {
  const name = lexeme.slice(1);
  if (/^[\w-]+$/.test(name)) return name;
  const what = lexeme[0] === '*' ? 'an alias' : 'an anchor';
  throw new SyntaxProblem(`Cannot read "${lexeme}": ${what} is named with letters, digits, "-" and "_"`, offset, {
    length: lexeme.length,
    hint: `quote a value that starts with "${lexeme[0]}"`,
  });
}
