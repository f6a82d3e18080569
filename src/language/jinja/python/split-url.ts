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
  const url = source.replace(/^[\p{Cc} ]+/u, '').replace(/[\t\r\n]/g, '');
  const [, scheme = '', afterScheme = url] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(url) ?? [];
  const [, netloc, afterHost] = /^\/\/([^/?#]*)(.*)$/s.exec(afterScheme) ?? [];
  const rest = afterHost ?? afterScheme;
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(rest) ?? [];
  return { scheme: scheme.toLowerCase(), netloc: netloc ?? '', path, query, fragment, ...hostParts(netloc ?? '') };
}

function hostParts(netloc: string): Pick<UrlParts, 'username' | 'password' | 'hostname' | 'port'> {
  if (netloc.includes('[') !== netloc.includes(']')) throw failure('split a URL', 'Invalid IPv6 URL');
  const [, user, host = netloc] = /^(.*)@([^@]*)$/s.exec(netloc) ?? [];
  const [, v6, v6Port = ''] = /^[^[]*\[([^\]]*)\](?::?(.*))?$/.exec(host) ?? [];
  const [name = '', port = ''] = v6 === undefined ? host.split(/:(.*)/s) : [v6, v6Port];
  const [userName = null, password = null] = user?.split(/:(.*)/s) ?? [];
  return { username: userName, password, hostname: name === '' ? null : name.toLowerCase(), port: portOf(port) };
}

function portOf(port: string): number | null {
  if (!/^\d*$/.test(port) || Number(port) > 65535)
    throw failure('split a URL', `Port could not be cast to integer value as '${port}'`);
  return port === '' ? null : Number(port);
}
