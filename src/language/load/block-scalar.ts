import { SyntaxProblem } from './syntax-problem.ts';

export interface BlockHeader {
  readonly folded: boolean;
  readonly chomp: 'clip' | 'strip' | 'keep';
  /** Indentation given in the header, 0 when there is none. */
  readonly indent: number;
}

/** `|`, `>-`, `|2+` and the like. @throws SyntaxProblem */
export function parseBlockHeader(source: string, offset: number): BlockHeader {
  const match = /^([|>])(?:([+-])([1-9])?|([1-9])([+-])?)?$/.exec(source);
  if (match === null) {
    throw new SyntaxProblem(`Cannot read the block of text: "${source}" is not how one starts`, offset, {
      length: source.length,
      hint: 'write "|" or ">" and the text on the next lines, or quote the value',
    });
  }
  const sign = match[2] ?? match[5];
  return {
    folded: match[1] === '>',
    chomp: sign === undefined ? 'clip' : sign === '+' ? 'keep' : 'strip',
    indent: Number(match[3] ?? match[4] ?? 0),
  };
}

interface Line {
  readonly text: string;
  /** Whether a line break ends it. */
  readonly ended: boolean;
}

/**
 * The text of a block scalar.
 * @param content the lines below the header
 * @param parent indentation of the surrounding collection, -1 at the top
 */
export function blockText(header: BlockHeader, content: string, parent: number, offset: number): string {
  const lines = content.split(/\r?\n/).map((text, i, all): Line => ({ text, ended: i < all.length - 1 }));
  if (lines.at(-1)?.text === '') lines.pop();
  const indent = header.indent > 0 ? Math.max(parent, 0) + header.indent : detectIndent(lines, parent, offset);
  const { body, leading, breaks } = joinLines(lines, indent, header.folded);
  if (header.chomp === 'strip') return body;
  return header.chomp === 'keep' ? body + leading + breaks : body + leading;
}

/** The lines without their indentation, and the line breaks behind the last one: its own, and those of empty lines. */
function joinLines(lines: readonly Line[], indent: number, folded: boolean): { body: string; leading: string; breaks: string } {
  let body = '';
  let breaks = '';
  let leading = '';
  let moreIndented = false;
  for (const line of lines) {
    if (isBlank(line.text, indent)) {
      if (line.ended) breaks += '\n';
      continue;
    }
    const text = line.text.slice(indent);
    const indented = text[0] === ' ' || text[0] === '\t';
    const folds = folded && leading !== '' && !moreIndented && !indented;
    body += joint(folds, leading, breaks) + breaks + text;
    breaks = '';
    moreIndented = indented;
    leading = line.ended ? '\n' : '';
  }
  return { body, leading, breaks };
}

function joint(folds: boolean, leading: string, breaks: string): string {
  if (!folds) return leading;
  return breaks === '' ? ' ' : '';
}

function isBlank(text: string, indent: number): boolean {
  return text.length <= indent && text.trim() === '';
}

function detectIndent(lines: readonly Line[], parent: number, offset: number): number {
  let widest = 0;
  for (const { text } of lines) {
    const spaces = text.length - text.trimStart().length;
    const indent = /^ */.exec(text)?.[0].length ?? 0;
    if (text[indent] === '\t' && spaces === text.length) {
      throw new SyntaxProblem('Cannot read the block of text: a tab stands where its indentation is expected', offset, {
        hint: 'indent with spaces',
      });
    }
    widest = Math.max(widest, indent);
    if (indent < text.length) break;
  }
  return Math.max(widest, parent + 1, 1);
}
