/** Compares two Debian versions as dpkg does (deb-version(7)): negative, zero or positive. */
export function compareDebianVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  return left.epoch - right.epoch || compareParts(left.upstream, right.upstream) || compareParts(left.revision, right.revision);
}

function partsOf(version: string): { readonly epoch: number; readonly upstream: string; readonly revision: string } {
  const colon = version.indexOf(':');
  const rest = version.slice(colon + 1);
  const hyphen = rest.lastIndexOf('-');
  return {
    epoch: colon < 0 ? 0 : Number(version.slice(0, colon)),
    upstream: hyphen < 0 ? rest : rest.slice(0, hyphen),
    revision: hyphen < 0 ? '' : rest.slice(hyphen + 1),
  };
}

/** Alternates between runs without digits and numbers; an end counts as 0 and as less than any letter. */
function compareParts(a: string, b: string): number {
  const [left, right] = [runs(a), runs(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i] ?? '', right[i] ?? ''];
    const difference = i % 2 === 0 ? compareText(x, y) : Number(x) - Number(y);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Runs without digits at even places, numbers at odd ones. */
function runs(part: string): readonly string[] {
  const found: readonly string[] = part.match(/\D+|\d+/g) ?? [];
  return /^\d/.test(part) ? ['', ...found] : found;
}

function compareText(a: string, b: string): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = weight(a[i]) - weight(b[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A tilde is less than the end, letters are less than all else. */
function weight(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}
