/** A word as sh reads it back, plain where it can be: Python's `shlex.quote`. */
export function shellQuote(word: string): string {
  if (word === '') return "''";
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}

/** A word without its quotes and backslashes, as Python's `shlex` takes them away. */
export function shellUnquote(word: string): string {
  return word.replace(
    /\\([\s\S])|'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"/g,
    (_, escaped?: string, single?: string, double?: string) => {
      return escaped ?? single ?? (double ?? '').replace(/\\(["\\])/g, '$1');
    },
  );
}
