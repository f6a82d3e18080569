import { DroverError } from '../core/errors.ts';

/**
 * Splits free-form arguments at white space outside quotes and templates, as Ansible's `split_args` does:
 * `a="b c" d={{ e | f }}` gives two words. Quotes stay.
 * @throws DroverError `TASK_INVALID` for an unclosed quote or template
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const piece of text.match(pieces) ?? []) {
    if (piece.trim() !== '') word += checked(piece, text);
    else {
      if (word !== '') words.push(word);
      word = '';
    }
  }
  return word === '' ? words : [...words, word];
}

/** White space, whole templates, whole quoted strings, runs of anything else, then what is left open. */
const pieces =
  /\s+|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|(?:\\[\s\S]|[^\s"'{\\]|\{(?![{%#]))+|[\s\S]/g;

function checked(piece: string, text: string): string {
  if (piece !== '"' && piece !== "'" && piece !== '{') return piece;
  throw new DroverError(
    'TASK_INVALID',
    `Cannot split the arguments "${text}": a ${piece === '{' ? 'template' : 'quote'} is not closed`,
  );
}

/** `name=value` with quotes taken from the value; undefined for a word that is no pair. */
export function keyValue(word: string): { readonly name: string; readonly value: string } | undefined {
  const at = word.indexOf('=');
  if (at < 1 || word[at - 1] === '\\') return undefined;
  const name = word.slice(0, at).trim();
  return { name, value: unquote(word.slice(at + 1).trim()) };
}

export function unquote(text: string): string {
  const quote = text[0];
  const quoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) && text[text.length - 2] !== '\\';
  return quoted ? text.slice(1, -1) : text;
}

/** The arguments a free-form action takes out of its text (Ansible's `parse_kv` with `check_raw`). */
const rawOptions = new Set([
  'creates',
  'removes',
  'chdir',
  'executable',
  'warn',
  'stdin',
  'stdin_add_newline',
  'strip_empty_ends',
]);

export interface KeyValues {
  readonly pairs: ReadonlyMap<string, string>;
  /** The rest of the text, for free-form actions. */
  readonly rest: string;
}

/** @param freeForm whether words that are no known option belong to the command line */
export function parseKeyValues(text: string, freeForm: boolean): KeyValues {
  const pairs = new Map<string, string>();
  const rest: string[] = [];
  for (const word of splitWords(text)) {
    const pair = keyValue(word);
    if (pair !== undefined && (!freeForm || rawOptions.has(pair.name))) pairs.set(pair.name, pair.value);
    else rest.push(word);
  }
  return { pairs, rest: freeForm ? freeFormRest(text, rest, pairs.size > 0) : rest.join(' ') };
}

/** White space inside a command line is kept where no option was taken out of it. */
function freeFormRest(text: string, rest: readonly string[], taken: boolean): string {
  return taken ? rest.join(' ') : text.trim();
}
