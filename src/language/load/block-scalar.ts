import { SyntaxProblem, tabProblem } from './syntax-problem.ts';

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
  readonly start: number;
}

/** The text, and how many characters of the content it takes. */
export interface BlockText {
  readonly text: string;
  readonly length: number;
}

/**
 * The text of a block scalar: the lines that are indented, and empty ones.
 * @param content the lines below the header, perhaps more than belong to it
 * @param parent indentation of the surrounding collection, -1 at the top
 * @param offset where the content begins
 */
export function blockText(header: BlockHeader, content: string, parent: number, offset: number): BlockText {
  const all = linesOf(content);
  const indent = header.indent > 0 ? Math.max(parent, 0) + header.indent : detectIndent(all, parent);
  const outside = all.findIndex(({ text }) => text.trim() !== '' && !text.startsWith(' '.repeat(indent)));
  const lines = outside < 0 ? all : all.slice(0, outside);
  checkTabs(outside < 0 ? lines : all.slice(0, outside + 1), header.indent > 0 ? 'given' : 'sought', indent, offset);
  const { body, leading, breaks } = joinLines(lines, indent, header.folded);
  const length = all[outside]?.start ?? content.length;
  if (header.chomp === 'strip') return { text: body, length };
  return { text: header.chomp === 'keep' ? body + leading + breaks : body + leading, length };
}

function linesOf(content: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const text of content.split('\n')) {
    const end = start + text.length;
    lines.push({ text: text.endsWith('\r') ? text.slice(0, -1) : text, ended: end < content.length, start });
    start = end + 1;
  }
  if (lines.at(-1)?.text === '') lines.pop();
  return lines;
}

/** No tab may stand in the indentation, nor right behind it in the line that indentation is taken from. */
function checkTabs(lines: readonly Line[], indentation: 'given' | 'sought', indent: number, offset: number): void {
  let isSought = indentation === 'sought';
  for (const { text, start } of lines) {
    const spaces = /^ */.exec(text)?.[0].length ?? 0;
    if (text[spaces] === '\t' && (spaces < indent || isSought)) throw tabProblem(offset + start + spaces);
    isSought &&= spaces === text.length;
  }
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

/** The indentation of the first line with text, or of the widest empty one above it, but deeper than the parent's. */
function detectIndent(lines: readonly Line[], parent: number): number {
  let widest = 0;
  for (const { text } of lines) {
    const indent = /^ */.exec(text)?.[0].length ?? 0;
    widest = Math.max(widest, indent);
    if (indent < text.length) break;
  }
  return Math.max(widest, parent + 1, 1);
}
