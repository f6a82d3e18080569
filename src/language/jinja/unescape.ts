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
 * The value of a string literal's inside, by Python's escapes; an unknown escape keeps its backslash.
 * @returns undefined for an escape that Python refuses
 */
export function unescapeString(body: string): string | undefined {
  if (!body.includes('\\')) return body;
  let valid = !/(^|[^\\])(\\\\)*\\$/.test(body);
  const code = (digits: string, length: number, base = 16): string => {
    const value = Number.parseInt(digits, base);
    if (digits.length < length || value > 0x10ffff) valid = false;
    return valid ? String.fromCodePoint(value) : '';
  };
  const value = body.replace(escapes, (whole, octal?: string, x?: string, u?: string, big?: string, other = '') => {
    if (octal !== undefined) return code(octal, 1, 8);
    if (x !== undefined) return code(x, 2);
    if (u !== undefined) return code(u, 4);
    if (big !== undefined) return code(big, 8);
    if (other === 'N') valid = false;
    return simple[other] ?? whole;
  });
  return valid ? value : undefined;
}
