import { escaped, escapeHtml } from '../../../core/value/markup.ts';
import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call } from '../callable.ts';
import { failure } from '../python/failure.ts';
import { iterate } from '../python/iterate.ts';

/** With a scheme or `www.` any domain, with neither one of those that all know, with a scheme a number too. */
const domain = [
  String.raw`(?:https?:\/\/|www\.)(?:[\p{L}\p{N}_%\-]+\.)*(?:[a-z]{2,63}|xn--[\p{L}\p{N}_%]{2,59})`,
  String.raw`(?:[\p{L}\p{N}_%\-]{2,63}\.)+(?:com|net|int|edu|gov|org|info|mil)`,
  String.raw`https?:\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|\[(?:[\da-f]{0,4}:){2}(?:[\da-f]{0,4}:?){1,6}\])`,
].join('|');
let webAddressPattern: RegExp | undefined;

/** Made when it is first used: all letters of both cases take a millisecond. */
function webAddress(): RegExp {
  webAddressPattern ??= new RegExp(String.raw`^(?:${domain})(?::\d{1,5})?(?:[\/?#]\S*)?$`, 'iu');
  return webAddressPattern;
}

const mailAddress = /^\S+@[\p{L}\p{N}_][\p{L}\p{N}_.-]*\.[\p{L}\p{N}_]+$/u;

interface Links {
  /** The attributes of a link to the web. */
  readonly attributes: string;
  readonly limit: number;
  readonly schemes: readonly string[];
}

/** Jinja2's `urlize`: web and mail addresses become links. */
export function urlize(value: Value, call: Call): Value {
  const names = { trim_url_limit: null, nofollow: false, target: null, rel: null, extra_schemes: null };
  const [limit = null, nofollow = false, target = null, rel = null, schemes = null] = bind(call, names);
  const links = {
    attributes: attributesOf(rel, truthy(nofollow), target),
    limit: typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY,
    schemes: schemesOf(schemes),
  };
  return escaped(value)
    .value.split(/(\s+)/)
    .map((word) => linkedWord(word, links))
    .join('');
}

function attributesOf(rel: Value, nofollow: boolean, target: Value): string {
  const relations = new Set(['noopener', ...(truthy(rel) ? text(rel).split(/\s+/) : []), ...(nofollow ? ['nofollow'] : [])]);
  relations.delete('');
  const aim = truthy(target) ? ` target="${escapeHtml(text(target))}"` : '';
  return ` rel="${escapeHtml([...relations].toSorted().join(' '))}"${aim}`;
}

function schemesOf(given: Value): string[] {
  const schemes = given === null ? [] : iterate(given).map(text);
  for (const scheme of schemes) {
    if (!/^[\w.+-]{2,}:(?:\/){0,2}$/.test(scheme)) throw failure('find links', `'${scheme}' is not a valid URI scheme prefix`);
  }
  return schemes;
}

/** What stands around an address is no part of it, but a closing bracket whose opening one is. */
function linkedWord(word: string, links: Links): string {
  const [head = ''] = /^(?:[(<]|&lt;)+/.exec(word) ?? [];
  const rest = word.slice(head.length);
  const [ending = ''] = /(?:[)>.,\n]|&gt;)+$/.exec(rest) ?? [];
  let [middle, tail] = [rest.slice(0, rest.length - ending.length), ending];
  for (const [open, close] of [
    ['(', ')'],
    ['<', '>'],
    ['&lt;', '&gt;'],
  ] as const) {
    const opened = count(middle, open);
    if (opened <= count(middle, close)) continue;
    for (let left = Math.min(opened, count(tail, close)); left > 0; left--) {
      const end = tail.indexOf(close) + close.length;
      middle += tail.slice(0, end);
      tail = tail.slice(end);
    }
  }
  return head + linked(middle, links) + tail;
}

function count(source: string, part: string): number {
  return source.split(part).length - 1;
}

function linked(address: string, { attributes, limit, schemes }: Links): string {
  if (webAddress().test(address)) {
    const shown = address.length > limit ? `${address.slice(0, limit)}...` : address;
    return `<a href="${/^https?:\/\//.test(address) ? '' : 'https://'}${address}"${attributes}>${shown}</a>`;
  }
  const mail = address.replace(/^mailto:/, '');
  const isMail = mailAddress.test(mail) && (mail !== address || !/^www\.|^@|:/.test(address));
  if (isMail) return `<a href="mailto:${mail}">${mail}</a>`;
  const scheme = schemes.find((start) => address !== start && address.startsWith(start));
  return scheme === undefined ? address : `<a href="${address}"${attributes}>${address}</a>`;
}
