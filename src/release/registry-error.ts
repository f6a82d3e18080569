import { DroverError } from '../core/errors.ts';
import type { Credentials } from './credentials.ts';

/** What was asked of a registry, for errors: `push registry.example/fleet`. */
export interface Asked {
  readonly act: string;
  readonly host: string;
  readonly credentials: Credentials | undefined;
}

/** The reasons a person can do something about, by the code of the error. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  ENOTFOUND: 'no name server knows it',
  EAI_AGAIN: 'the name servers do not answer',
  EHOSTUNREACH: 'there is no way to its network',
  ENETUNREACH: 'there is no way to its network',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  UND_ERR_BODY_TIMEOUT: 'it stopped answering',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

const unknownAuthority = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** No answer came: says why, as far as a person can do something about it. */
export function connectionError(error: unknown, { act, host }: Asked): unknown {
  if (!(error instanceof Error)) return error;
  const say = (why: string, hint?: string) =>
    new DroverError('REGISTRY_UNREACHABLE', `Cannot ${act}: cannot reach the registry ${host}: ${why}`, { hint, cause: error });
  const reason = error.name === 'AbortError' && error.cause instanceof Error ? error.cause : error;
  if (reason.name === 'TimeoutError') return say('there was no time left for it');
  if (error.name === 'AbortError') return new DroverError('INTERRUPTED', `Cannot ${act}: it was interrupted`, { cause: error });
  const code = 'code' in error ? String(error.code) : '';
  if (unknownAuthority.has(code)) {
    return say(
      'an authority that is unknown here signed its certificate',
      `put the authority's certificate into /etc/docker/certs.d/${host}/ca.crt, or name its file in SSL_CERT_FILE`,
    );
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return say('it does not speak TLS', `write http://${host}/… for a registry without TLS`);
  }
  const why = reasons[code];
  if (why !== undefined) return say(why);
  return code === '' ? error : say(error.message);
}

/** The registry answered with something else than what was asked for. */
export function answerError(status: number, text: string, asked: Asked): DroverError {
  const { act, host } = asked;
  const said = messageIn(text);
  const fail = (why: string, hint?: string) => new DroverError('REGISTRY_FAILED', `Cannot ${act}: ${why}`, { hint });
  if (status === 401 || status === 403) return deniedError(status, said, asked);
  if (status === 507 || /no space left|quota|insufficient storage/i.test(text)) {
    return fail(`the registry ${host} is full`, 'make room: delete old tags and run its garbage collection');
  }
  if (status === 413) return fail(`the registry ${host}, or a proxy before it, takes no upload of this size`);
  if (status === 429) return fail(`the registry ${host} was asked too often`, 'try again later');
  if (status === 400 && /HTTP request to an HTTPS server/i.test(text)) {
    return fail(`the registry ${host} speaks TLS`, `write https://${host}/…`);
  }
  return fail(`the registry ${host} answered ${status}${said === '' ? '' : ` (${said})`}`);
}

function deniedError(status: number, said: string, { act, host, credentials }: Asked): DroverError {
  const login = `docker login ${host}, or set DROVER_REGISTRY_USER and DROVER_REGISTRY_PASSWORD`;
  if (credentials === undefined) {
    return new DroverError('REGISTRY_DENIED', `Cannot ${act}: the registry ${host} wants a user and a password`, { hint: login });
  }
  const who = credentials.user === '' ? 'the token' : `user "${credentials.user}"`;
  if (status === 401) {
    const why = `the registry ${host} does not take ${who} and the password from ${credentials.source}`;
    return new DroverError('REGISTRY_DENIED', `Cannot ${act}: ${why}`, { hint: login });
  }
  const why = `${who} has no right to do so at the registry ${host}${said === '' ? '' : ` (${said})`}`;
  return new DroverError('REGISTRY_DENIED', `Cannot ${act}: ${why}`, {
    hint: 'ask its administrator for the right to pull and push',
  });
}

/** The registry's own words, on one line. */
function messageIn(text: string): string {
  return (messageOf(text) ?? text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** Of `{"errors":[{"code":…,"message":…,"detail":…}]}`; undefined for anything else. */
function messageOf(text: string): string | undefined {
  try {
    const { errors, details } = JSON.parse(text) as { errors?: { code?: string; message?: string }[]; details?: string };
    return errors?.map(({ code, message }) => message ?? code ?? '').join('; ') ?? details;
  } catch {
    // No JSON: a proxy's page, or plain text.
    return undefined;
  }
}
