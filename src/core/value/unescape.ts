const simple: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const escapes = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|([\s\S]))/g;

/**
 * The value of a string literal's inside, by Python's escapes; an unknown escape keeps its backslash. In a bytes
 * literal `\u`, `\U` and `\N` are unknown.
 * @returns undefined for an escape that Python refuses
 */
export function unescapeString(body: string, isBytes = false): string | undefined {
  if (!body.includes('\\')) return body;
  let valid = !/(^|[^\\])(\\\\)*\\$/.test(body);
  const value = body.replace(escapes, (whole, octal?: string, x?: string, u?: string, big?: string, other = '') => {
    const isUnicode = u !== undefined || big !== undefined || other === 'N';
    if (isBytes && isUnicode) return whole;
    const character =
      other === 'N' ? undefined : (simple[other] ?? numbered({ octal, x, u, big }) ?? (other === '' ? undefined : whole));
    valid &&= character !== undefined;
    return character ?? '';
  });
  return valid ? value : undefined;
}

/** The character of an escape with digits; undefined where there are too few of them, or no such character. */
function numbered(digits: Readonly<Record<keyof typeof lengths, string | undefined>>): string | undefined {
  for (const kind of ['octal', 'x', 'u', 'big'] as const) {
    const given = digits[kind];
    if (given === undefined) continue;
    const point = Number.parseInt(given, kind === 'octal' ? 8 : 16);
    return given.length < lengths[kind] || point > 0x10ffff ? undefined : String.fromCodePoint(point);
  }
  return undefined;
}

const lengths = { octal: 1, x: 2, u: 4, big: 8 } as const;
