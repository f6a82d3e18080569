/** What an inventory may have in the place of a host name: ranges are not expanded yet. */
export interface Address {
  readonly host: string;
  readonly port: number | undefined;
}

/** Nearly every name; the forms below take 5 ms to compile. */
const plainName = /^[a-z0-9](?:[._-]?(?:[a-z0-9]|\[[0-9]+:[0-9]+\]))*$/i;
const bracketed = /^\[(.+)\]:(\d+)$/;
const withPort = /^((?:[^:[\]]|\[[^\]]*\])*):(\d+)$/;

interface Forms {
  readonly ipv4: RegExp;
  readonly ipv6: RegExp;
  readonly hostname: RegExp;
}
let forms: Forms | undefined;

/**
 * A host name, IPv4 or IPv6 address, each perhaps with ranges (`web[1:3]`), and its port; undefined for anything else.
 * The forms are those of ansible-core 2.18.6.
 */
export function parseAddress(text: string): Address | undefined {
  if (plainName.test(text)) return { host: text, port: undefined };
  let host = text;
  let port: number | undefined;
  for (const pattern of [bracketed, withPort]) {
    const match = pattern.exec(host);
    if (match === null) continue;
    host = match[1] ?? '';
    port = Number(match[2]);
  }
  forms ??= makeForms();
  const { ipv4, ipv6, hostname } = forms;
  return ipv4.test(host) || ipv6.test(host) || hostname.test(host) ? { host, port } : undefined;
}

/** The magic variable `inventory_hostname_short`: up to the first dot, but all of an address. */
export function shortHostName(name: string): string {
  return isAddress(name) ? name : (name.split('.')[0] ?? '');
}

function isAddress(name: string): boolean {
  if (!/[.:]/.test(name) || /[^\da-f.:]/i.test(name)) return false;
  forms ??= makeForms();
  return forms.ipv4.test(name) || forms.ipv6.test(name);
}

function makeForms(): Forms {
  const step = '(?::[0-9]+)?';
  const byte = `(?:[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5]|\\[[0-9]+:[0-9]+${step}\\])`;
  const word = `(?:[0-9a-f]{1,4}|\\[[0-9a-f]+:[0-9a-f]+${step}\\])`;
  const range = `\\[(?:[a-z]:[a-z]|[0-9]+:[0-9]+)${step}\\]`;
  const letter = '[\\p{L}\\p{N}_]';
  const label = `(?:${letter}|${range})(?:[\\p{L}\\p{N}\\p{M}_-]|${range})*(?<![_-])`;
  const dotted = `(?:${word}\\.){3}${word}`;
  const compressed = Array.from({ length: 5 }, (_, i) => `(?:${word}:){${i + 2}}(?::${word}){1,${5 - i}}`);
  const ipv6 = [
    `(?:${word}:){7}${word}`,
    `(?:${word}:){1,6}:`,
    `${word}:(?::${word}){1,6}`,
    ...compressed,
    `:(?::${word}){1,6}`,
    `${word}?::`,
    `(?:0:){6}${dotted}`,
    `::(?:ffff:)?${dotted}`,
    `(?:0:){5}ffff:${dotted}`,
  ];
  return {
    ipv4: new RegExp(`^(?:${byte}\\.){3}${byte}$`, 'i'),
    ipv6: new RegExp(`^(?:${ipv6.join('|')})$`, 'i'),
    hostname: new RegExp(`^${label}(?:\\.${label})*$`, 'iu'),
  };
}
