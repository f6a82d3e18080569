/** What libyaml 0.2.5 finds out about a scalar's text before it chooses a style. */
export interface Analysis {
  readonly multiline: boolean;
  readonly flowPlain: boolean;
  readonly blockPlain: boolean;
  readonly singleQuoted: boolean;
  readonly block: boolean;
}

const breaks = '\r\n\x85\u2028\u2029';

export function isBreak(character: string | undefined): boolean {
  return character !== undefined && character !== '' && breaks.includes(character);
}

/** A space, a tab, a line break or the end of the text. */
export function isBlankOrEnd(character: string | undefined): boolean {
  return character === undefined || character === ' ' || character === '\t' || isBreak(character);
}

/** Not beyond the basic plane: libyaml escapes those. */
export function isPrintable(character: string): boolean {
  return /^[\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/.test(character);
}

export function analyze(characters: readonly string[], unicode: boolean): Analysis {
  if (characters.length === 0) return { multiline: false, flowPlain: false, blockPlain: true, singleQuoted: true, block: false };
  const indicators = findIndicators(characters);
  const spaces = findSpaces(characters);
  const special = characters.some((character) => !isPrintable(character) || (!unicode && character > '\x7f'));
  const lines = characters.some(isBreak);
  const unquoted = !spaces.edge && !spaces.breakSpace && !spaces.spaceBreak && !special && !lines;
  return {
    multiline: lines,
    flowPlain: unquoted && !indicators.flow,
    blockPlain: unquoted && !indicators.block,
    singleQuoted: !spaces.breakSpace && !spaces.spaceBreak && !special,
    block: !spaces.trailingSpace && !spaces.spaceBreak && !special,
  };
}

/** Characters that would mean something else in a plain scalar, in flow and in block context. */
function findIndicators(characters: readonly string[]): { flow: boolean; block: boolean } {
  const start = characters.slice(0, 3).join('');
  let block = start === '---' || start === '...';
  let flow = block;
  characters.forEach((character, i) => {
    const followed = isBlankOrEnd(characters[i + 1]);
    const found =
      i === 0 ? leadingIndicator(character, followed) : innerIndicator(character, followed, isBlankOrEnd(characters[i - 1]));
    flow ||= found !== 'none';
    block ||= found === 'both';
  });
  return { flow, block };
}

type Indicator = 'none' | 'flow' | 'both';

function leadingIndicator(character: string, followed: boolean): Indicator {
  if ('#,[]{}&*!|>\'"%@`'.includes(character)) return 'both';
  if ('?:'.includes(character)) return followed ? 'both' : 'flow';
  return character === '-' && followed ? 'both' : 'none';
}

function innerIndicator(character: string, followed: boolean, preceded: boolean): Indicator {
  if (',?[]{}'.includes(character)) return 'flow';
  if (character === ':') return followed ? 'both' : 'flow';
  return character === '#' && preceded ? 'both' : 'none';
}

interface Spaces {
  readonly edge: boolean;
  readonly trailingSpace: boolean;
  /** A space that follows a line break, and the other way round. */
  readonly breakSpace: boolean;
  readonly spaceBreak: boolean;
}

function findSpaces(characters: readonly string[]): Spaces {
  const first = characters[0];
  const last = characters.at(-1);
  const pair = (a: (c: string) => boolean, b: (c: string) => boolean) => {
    return characters.some((character, i) => i > 0 && a(characters[i - 1] ?? '') && b(character));
  };
  const isSpace = (character: string | undefined): boolean => character === ' ';
  return {
    edge: isSpace(first) || isBreak(first) || isSpace(last) || isBreak(last),
    trailingSpace: isSpace(last),
    breakSpace: pair(isBreak, isSpace),
    spaceBreak: pair(isSpace, isBreak),
  };
}
