/** One line of an authorized_keys file. */
export interface AuthorizedKey {
  /** The key itself; a line that is no key stands for itself. */
  readonly key: string;
  /** undefined for a line that is no key. */
  readonly type: string | undefined;
  readonly options: readonly KeyOption[];
  readonly comment: string;
  readonly rank: number;
}

/** `command="…"`, or a word alone. */
export type KeyOption = readonly [name: string, value: string | undefined];

/** The key types that ansible.posix 1.6 knows. */
const keyTypes = new Set(
  [
    'ssh-rsa ssh-dss ssh-ed25519 ssh-xmss@openssh.com rsa-sha2-256 rsa-sha2-512',
    'ecdsa-sha2-nistp256 ecdsa-sha2-nistp384 ecdsa-sha2-nistp521',
    'sk-ecdsa-sha2-nistp256@openssh.com webauthn-sk-ecdsa-sha2-nistp256@openssh.com sk-ssh-ed25519@openssh.com',
    'ssh-rsa-cert-v01@openssh.com ssh-dss-cert-v01@openssh.com ssh-ed25519-cert-v01@openssh.com ssh-xmss-cert-v01@openssh.com',
    'rsa-sha2-256-cert-v01@openssh.com rsa-sha2-512-cert-v01@openssh.com sk-ssh-ed25519-cert-v01@openssh.com',
    'ecdsa-sha2-nistp256-cert-v01@openssh.com ecdsa-sha2-nistp384-cert-v01@openssh.com',
    'ecdsa-sha2-nistp521-cert-v01@openssh.com sk-ecdsa-sha2-nistp256-cert-v01@openssh.com',
  ].flatMap((line) => line.split(' ')),
);

/** The options before a key: separated by commas that stand outside of quotes. */
export function parseKeyOptions(text: string): KeyOption[] {
  return [...text.matchAll(/(?:[^,"']|"(?:\\.|[^"\\])*"|'[^']*')+/g)].map(([part]): KeyOption => {
    const equals = part.indexOf('=');
    return equals < 0 ? [part, undefined] : [part.slice(0, equals), part.slice(equals + 1)];
  });
}

/** A line with a key, options before it and a comment after it; undefined for one without a key. */
export function parseKey(line: string, rank: number): AuthorizedKey | undefined {
  const words = line
    .replaceAll('\\#', '#')
    .split(/[ \t\r\n]+/)
    .filter((word) => word !== '');
  const at = words[0] === '#' ? -1 : words.findIndex((word) => keyTypes.has(word));
  const key = words[at + 1];
  if (at < 0 || key === undefined) return undefined;
  const options = parseKeyOptions(words.slice(0, at).join(' '));
  return { key, type: words[at], options, comment: words.slice(at + 2).join(' '), rank };
}

/** The lines of an authorized_keys file; of lines with the same key only the last counts, as in ansible.posix. */
export function parseKeys(text: string): Map<string, AuthorizedKey> {
  const keys = new Map<string, AuthorizedKey>();
  for (const [rank, line] of (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).entries()) {
    const found = parseKey(line, rank) ?? { key: line, type: undefined, options: [], comment: '', rank };
    keys.set(found.key, found);
  }
  return keys;
}

/** The file's text, its lines in the order of their ranks. */
export function formatKeys(keys: Iterable<AuthorizedKey>): string {
  return [...keys]
    .sort((a, b) => a.rank - b.rank)
    .map(formatKey)
    .join('');
}

function formatKey({ key, type, options, comment }: AuthorizedKey): string {
  if (type === undefined) return key.endsWith('\n') ? key : `${key}\n`;
  const words = options.map(([name, value]) => (value === undefined ? name : `${name}=${value}`));
  return `${words.length === 0 ? '' : `${words.join(',')} `}${type} ${key} ${comment}\n`;
}

/** Whether two lines say the same about a key; the order of options does not matter. */
export function sameKey(a: AuthorizedKey, b: AuthorizedKey): boolean {
  const options = (key: AuthorizedKey): string =>
    key.options
      .map((option) => JSON.stringify(option))
      .sort()
      .join();
  return a.key === b.key && a.type === b.type && a.comment === b.comment && options(a) === options(b);
}
