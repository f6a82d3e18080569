/** A word of a line and where it begins, counted from 0. */
export interface Word {
  readonly text: string;
  readonly offset: number;
}

/**
 * Splits a line as Python's `shlex.split(line, comments=True)`: quotes, backslashes, and `#` that ends the line
 * wherever it stands outside of quotes. Undefined where a quote is never closed.
 */
export function splitWords(line: string): Word[] | undefined {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    const character = line[at] ?? '';
    if (/\s/.test(character)) at += 1;
    else if (character === '#') break;
    else {
      const word = readWord(line, at);
      if (word === undefined) return undefined;
      words.push({ text: word.text, offset: at });
      at = word.end;
    }
  }
  return words;
}

function readWord(line: string, start: number): { text: string; end: number } | undefined {
  let text = '';
  let at = start;
  while (at < line.length) {
    const character = line[at] ?? '';
    if (/[ \t\r\n]/.test(character)) break;
    if (character === '#') return { text, end: line.length };
    const part = character === '"' || character === "'" ? readQuoted(line, at) : readPlain(line, at);
    if (part === undefined) return undefined;
    text += part.text;
    at = part.end;
  }
  return { text, end: at };
}

function readPlain(line: string, at: number): { text: string; end: number } | undefined {
  if (line[at] !== '\\') return { text: line[at] ?? '', end: at + 1 };
  return at + 1 < line.length ? { text: line[at + 1] ?? '', end: at + 2 } : undefined;
}

function readQuoted(line: string, start: number): { text: string; end: number } | undefined {
  const quote = line[start];
  let text = '';
  for (let at = start + 1; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === quote) return { text, end: at + 1 };
    const escaped = line[at + 1];
    if (quote === '"' && character === '\\' && (escaped === '"' || escaped === '\\')) {
      text += escaped;
      at += 1;
    } else text += character;
  }
  return undefined;
}
