/**
 * A shell pattern as a regular expression for a whole name, as Python's `fnmatch` reads it: `*`, `?`, `[seq]`, `[!seq]`; a `[`
 * without an end stands for itself, and a name's leading dot is a character as any other.
 */
export function fnmatch(glob: string): RegExp {
  const source = glob.replace(/\[(?:!(.[^\]]*)|([^!][^\]]*))\]|./gsu, (token, others?: string, members?: string) => {
    if (others !== undefined) return `[^${setSource(others)}]`;
    if (members !== undefined) return `[${setSource(members)}]`;
    if (token === '*') return '.*';
    return token === '?' ? '.' : token.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
  return new RegExp(`^${source}$`, 'su');
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
