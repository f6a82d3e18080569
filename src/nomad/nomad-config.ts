import { DroverError } from '../core/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where Nomad is and how to speak to it, as its own command line would read it from the environment (Nomad 2.0). */
export interface NomadConfig {
  /** Scheme, host and port without credentials or path; `http://127.0.0.1` where a socket is used. */
  readonly origin: string;
  /** Path of a Unix socket, as the task API has one. */
  readonly socket: string | undefined;
  /** As the operator wrote it, without credentials: for messages. */
  readonly address: string;
  readonly token: string | undefined;
  /** What Nomad takes where none is named. */
  readonly namespace: string;
  readonly region: string | undefined;
  /** Value of the Authorization header, for a proxy in front of Nomad. */
  readonly authorization: string | undefined;
  readonly tls: NomadTls;
}

/** Paths of PEM files. */
export interface NomadTls {
  readonly ca: string | undefined;
  readonly caDirectory: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  readonly serverName: string | undefined;
  readonly skipVerify: boolean;
}

/**
 * Reads `NOMAD_ADDR`, `NOMAD_TOKEN` and the like. An empty variable counts as absent.
 * @throws DroverError `USAGE` for an address that is none, or a client certificate without its key
 */
export function nomadConfig(environment: Environment): NomadConfig {
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const url = parseAddress(given('NOMAD_ADDR') ?? 'http://127.0.0.1:4646');
  const isSocket = url.protocol === 'unix:';
  return {
    origin: isSocket ? 'http://127.0.0.1' : url.origin,
    socket: isSocket ? url.pathname : undefined,
    address: isSocket ? `unix://${url.pathname}` : url.origin,
    token: given('NOMAD_TOKEN'),
    namespace: given('NOMAD_NAMESPACE') ?? 'default',
    region: given('NOMAD_REGION'),
    authorization: basic(url.username === '' ? given('NOMAD_HTTP_AUTH') : credentials(url)),
    tls: tlsOf(given),
  };
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isKnown = url !== undefined && ['http:', 'https:', 'unix:'].includes(url.protocol);
  if (isKnown && (url.protocol === 'unix:' ? url.pathname !== '' : url.hostname !== '')) return url;
  throw new DroverError('USAGE', `Cannot use NOMAD_ADDR "${address}": it is no address of Nomad`, {
    hint: 'an address is http://HOST:4646, https://HOST:4646 or unix:///secrets/api.sock',
  });
}

function credentials({ username, password }: URL): string {
  return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
}

/** A name without a colon has no password, as in Nomad. */
function basic(user: string | undefined): string | undefined {
  if (user === undefined) return undefined;
  return `Basic ${Buffer.from(user.includes(':') ? user : `${user}:`).toString('base64')}`;
}

function tlsOf(given: (name: string) => string | undefined): NomadTls {
  const certificate = given('NOMAD_CLIENT_CERT');
  const key = given('NOMAD_CLIENT_KEY');
  if ((certificate === undefined) !== (key === undefined)) {
    const missing = certificate === undefined ? 'NOMAD_CLIENT_CERT' : 'NOMAD_CLIENT_KEY';
    throw new DroverError('USAGE', `Cannot use the client certificate for Nomad: ${missing} is not set`, {
      hint: 'a certificate and its key go together',
    });
  }
  return {
    ca: given('NOMAD_CACERT'),
    caDirectory: given('NOMAD_CAPATH'),
    certificate,
    key,
    serverName: given('NOMAD_TLS_SERVER_NAME'),
    // What Go's ParseBool takes for true; anything else is false, which is the safe side.
    skipVerify: ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(given('NOMAD_SKIP_VERIFY') ?? ''),
  };
}
