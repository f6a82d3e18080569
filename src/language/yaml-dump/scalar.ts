import { isBlankOrEnd, isBreak, isPrintable } from './analyze.ts';
import type { YamlWriter } from './writer.ts';

/** Writes a line break inside a plain or quoted scalar: the first one of a run is doubled. */
function foldedBreak(writer: YamlWriter, character: string, first: boolean): void {
  if (first && character === '\n') writer.lineBreak();
  writer.lineBreak(character);
  writer.indention = true;
}

/** @param inFlow whether a space must come before even an empty text */
export function writePlain(writer: YamlWriter, characters: readonly string[], folds: boolean, inFlow: boolean): void {
  if (!writer.whitespace && (characters.length > 0 || inFlow)) writer.put(' ');
  writeFolding(writer, characters, (i, afterSpace) => folds && !afterSpace && characters[i + 1] !== ' ');
  writer.whitespace = false;
  writer.indention = false;
}

export function writeSingleQuoted(writer: YamlWriter, characters: readonly string[], folds: boolean): void {
  writer.indicator("'", true);
  const last = characters.length - 1;
  const broken = writeFolding(
    writer,
    characters,
    (i, afterSpace) => folds && !afterSpace && i > 0 && i < last && characters[i + 1] !== ' ',
    "'",
  );
  if (broken) writer.indent();
  writer.indicator("'", false);
  writer.whitespace = false;
  writer.indention = false;
}

/**
 * The common loop of both.
 * @returns whether the text ended with a line break
 */
function writeFolding(
  writer: YamlWriter,
  characters: readonly string[],
  mayFold: (index: number, afterSpace: boolean) => boolean,
  doubled = '',
): boolean {
  let spaces = false;
  let breaks = false;
  characters.forEach((character, i) => {
    if (character === ' ') {
      if (mayFold(i, spaces) && writer.column > writer.width) writer.indent();
      else writer.put(character);
      spaces = true;
      return;
    }
    if (isBreak(character)) {
      foldedBreak(writer, character, !breaks);
      breaks = true;
      return;
    }
    if (breaks) writer.indent();
    if (character === doubled) writer.put(character);
    writer.put(character);
    writer.indention = false;
    spaces = false;
    breaks = false;
  });
  return breaks;
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

export function writeDoubleQuoted(writer: YamlWriter, characters: readonly string[], folds: boolean): void {
  writer.indicator('"', true);
  let spaces = false;
  characters.forEach((character, i) => {
    if (character !== ' ') {
      for (const part of escaped(character, writer.unicode)) writer.put(part);
      spaces = false;
      return;
    }
    if (folds && !spaces && writer.column > writer.width && i > 0 && i < characters.length - 1) {
      writer.indent();
      if (characters[i + 1] === ' ') writer.put('\\');
    } else writer.put(character);
    spaces = true;
  });
  writer.indicator('"', false);
  writer.whitespace = false;
  writer.indention = false;
}

function escaped(character: string, unicode: boolean): string {
  const special = character === '"' || character === '\\' || isBreak(character);
  if (!special && isPrintable(character) && (unicode || character <= '\x7f')) return character;
  const letter = escapes[character];
  if (letter !== undefined) return `\\${letter}`;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** The `|` style, or `>`, which folds its lines. */
export function writeBlock(writer: YamlWriter, characters: readonly string[], folded: boolean): void {
  writer.indicator(folded ? '>' : '|', true);
  const first = characters[0];
  if (first === ' ' || isBreak(first)) writer.indicator(String(writer.unit), false);
  const chomp = !isBreak(characters.at(-1)) ? '-' : characters.length === 1 || isBreak(characters.at(-2)) ? '+' : '';
  writer.indicator(chomp, false);
  writer.lineBreak();
  writer.indention = true;
  writer.whitespace = true;
  if (folded) writeFoldedLines(writer, characters);
  else writeLiteralLines(writer, characters);
}

function writeLiteralLines(writer: YamlWriter, characters: readonly string[]): void {
  let breaks = true;
  for (const character of characters) {
    if (isBreak(character)) writer.lineBreak(character);
    else {
      if (breaks) writer.indent();
      writer.put(character);
    }
    breaks = isBreak(character);
    writer.indention = breaks;
  }
}

function writeFoldedLines(writer: YamlWriter, characters: readonly string[]): void {
  let breaks = true;
  let leadingSpaces = true;
  characters.forEach((character, i) => {
    if (isBreak(character)) {
      // between two lines of text one more break keeps the first from being folded away
      if (!breaks && !leadingSpaces && character === '\n' && !isBlankOrEnd(afterBreaks(characters, i))) writer.lineBreak();
      writer.lineBreak(character);
    } else {
      if (breaks) leadingSpaces = isBlankOrEnd(character);
      writeFoldedCharacter(writer, character, breaks, characters[i + 1]);
    }
    breaks = isBreak(character);
    writer.indention = breaks;
  });
}

function afterBreaks(characters: readonly string[], start: number): string | undefined {
  return characters.slice(start).find((character) => !isBreak(character));
}

function writeFoldedCharacter(writer: YamlWriter, character: string, afterBreak: boolean, next: string | undefined): void {
  if (afterBreak) writer.indent();
  if (!afterBreak && character === ' ' && next !== ' ' && writer.column > writer.width) writer.indent();
  else writer.put(character);
}
