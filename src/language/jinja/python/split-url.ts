import { failure } from './failure.ts';

export interface UrlParts {
  readonly scheme: string;
  readonly netloc: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly hostname: string | null;
  readonly port: number | null;
}

/** Python's `urllib.parse.urlsplit`. @throws DroverError `TEMPLATE_FAILED` for a bad port or IPv6 address */
export function splitUrl(source: string): UrlParts {
  const url = source.replace(/^[\x00-\x20]+/, '').replace(/[\t\r\n]/g, '');
  const [, scheme = '', afterScheme = url] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(url) ?? [];
  const [, netloc, afterHost] = /^\/\/([^/?#]*)(.*)$/s.exec(afterScheme) ?? [];
  const rest = afterHost ?? afterScheme;
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(rest) ?? [];
  return { scheme: scheme.toLowerCase(), netloc: netloc ?? '', path, query, fragment, ...hostParts(netloc ?? '') };
}

function hostParts(netloc: string): Pick<UrlParts, 'username' | 'password' | 'hostname' | 'port'> {
  if (netloc.includes('[') !== netloc.includes(']')) throw failure('split a URL', 'Invalid IPv6 URL');
  const at = netloc.lastIndexOf('@');
  const user = at === -1 ? null : netloc.slice(0, at);
  const colon = user?.indexOf(':') ?? -1;
  const host = netloc.slice(at + 1);
  const [, v6, v6Port] = /^[^[]*\[([^\]]*)\](?::?(.*))?$/.exec(host) ?? [];
  const [name = '', port = ''] = v6 === undefined ? host.split(/:(.*)/s) : [v6, v6Port];
  if (!/^\d*$/.test(port) || Number(port) > 65535)
    throw failure('split a URL', `Port could not be cast to integer value as '${port}'`);
  return {
    username: user === null ? null : colon === -1 ? user : user.slice(0, colon),
    password: user === null || colon === -1 ? null : user.slice(colon + 1),
    hostname: name === '' ? null : name.toLowerCase(),
    port: port === '' ? null : Number(port),
  };
}
