/**
 * A shell pattern as a regular expression for a whole name, as Python's `fnmatch` reads it: `*`, `?`, `[seq]`, `[!seq]`; a `[`
 * without an end stands for itself, and a name's leading dot is a character as any other.
 */
export function fnmatch(glob: string): RegExp {
  const [start = '', ...parts] = betweenStars(glob);
  const end = parts.pop();
  if (end === undefined) return new RegExp(`^${start}$`, 'su');
  // What stands between two stars may be taken where it is first found: so the time grows with the name's length only.
  const middle = parts.map((part, i) => `(?=(?<p${i}>.*?${part}))\\k<p${i}>`);
  return new RegExp(`^${start}${middle.join('')}.*${end}$`, 'su');
}

const tokens = /\[(?:!(.[^\]]*)|([^!][^\]]*))\]|./gsu;

/** The expressions of what stands before, between and behind the stars. */
function betweenStars(glob: string): string[] {
  const parts = [''];
  for (const [token, others, members] of glob.matchAll(tokens)) {
    if (token === '*') parts.push('');
    else parts.push((parts.pop() ?? '') + tokenSource(token, others, members));
  }
  return parts;
}

function tokenSource(token: string, others: string | undefined, members: string | undefined): string {
  if (others !== undefined) return `[^${setSource(others)}]`;
  if (members !== undefined) return `[${setSource(members)}]`;
  return token === '?' ? '.' : token.replace(/[\\^$.+()[\]{}|/]/, '\\$&');
}

/** A range that ends before it begins holds nothing. */
function setSource(set: string): string {
  return set.replace(/(.)-(.)|./gsu, (member: string, from?: string, to?: string) => {
    if (from === undefined || to === undefined) return escaped(member);
    return codePoint(from) > codePoint(to) ? '' : `${escaped(from)}-${escaped(to)}`;
  });
}

function escaped(member: string): string {
  return member.replace(/[\\^[\]-]/, '\\$&');
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
