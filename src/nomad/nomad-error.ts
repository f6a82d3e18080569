import { DroverError } from '../core/errors.ts';
import type { NomadConfig } from './nomad-config.ts';

/** What a call does and what it takes, for the message if it fails. */
export interface CallName {
  /** `dispatch job "drover"`: what stands behind "Cannot". */
  readonly what: string;
  /** What the ACL token needs for it, as policies write it: `dispatch-job`, `node:read`. */
  readonly capability: string;
}

/** The error for an answer of Nomad's that is no success. Nomad answers with plain text. */
export function answerError(call: CallName, status: number, text: string, config: NomadConfig): DroverError {
  const said = oneLine(text) || `it answered with status ${status}`;
  const cannot = `Cannot ${call.what}`;
  if (status === 403 || status === 401) return deniedError(call, said, config);
  if (status === 404) return new DroverError('NOMAD_NOT_FOUND', `${cannot}: ${said}`, { result: { status } });
  if (/No cluster leader|Not ready to serve consistent reads/.test(said)) {
    return new DroverError('NOMAD_NO_LEADER', `${cannot}: Nomad has no leader`, {
      hint: 'nomad operator raft list-peers shows the servers; a majority has to be up',
      result: { status },
    });
  }
  if (status >= 500 && isTransient(status, said)) {
    return new DroverError('NOMAD_FAILED', `${cannot}: Nomad at ${config.address} answered ${status}: ${said}`, {
      result: { status },
    });
  }
  const hint = /to an HTTPS server/.test(said) ? 'NOMAD_ADDR has to begin with https://' : undefined;
  return new DroverError('NOMAD_REFUSED', `${cannot}: ${said}`, { hint, result: { status } });
}

/**
 * Nomad's 500 is for requests that make no sense as well as for its own trouble: only what names a trouble may pass by
 * itself.
 */
export function isTransient(status: number, text: string): boolean {
  if (status === 429 || status === 502 || status === 503 || status === 504) return true;
  return (
    status === 500 &&
    /No cluster leader|Not ready to serve|No path to (region|node)|leadership|rpc error|raft|EOF|timed? ?out|connection (refused|reset)|broken pipe|shutdown/i.test(
      text,
    )
  );
}

/** Whether what failed may go well later: Nomad was out of reach, or in trouble. */
export function mayPass(error: unknown): error is DroverError {
  return error instanceof DroverError && ['NOMAD_UNREACHABLE', 'NOMAD_NO_LEADER', 'NOMAD_FAILED'].includes(error.code);
}

function deniedError(
  { what, capability }: CallName,
  said: string,
  { token, namespace, authorization }: NomadConfig,
): DroverError {
  const cannot = `Cannot ${what}`;
  if (/token (not found|expired|is invalid)/i.test(said)) {
    return new DroverError('NOMAD_DENIED', `${cannot}: the token is unknown to Nomad or has expired (${said})`, {
      hint: 'nomad acl token self shows what NOMAD_TOKEN is worth',
    });
  }
  if (/disabled by the scheduler configuration/.test(said)) {
    return new DroverError('NOMAD_DENIED', `${cannot}: ${said}`, {
      hint: 'nomad operator scheduler set-config -reject-job-registration=false lets jobs in again',
    });
  }
  if (!/permission denied/i.test(said)) {
    const proxy = authorization === undefined ? 'NOMAD_HTTP_AUTH gives a user and a password' : 'NOMAD_HTTP_AUTH was refused';
    return new DroverError('NOMAD_DENIED', `${cannot}: access was denied (${said})`, { hint: proxy });
  }
  const right = `${capability}${capability.includes(':') ? '' : ` in namespace "${namespace}"`}`;
  // Of a token that it does not know Nomad says the same.
  const why = token === undefined ? `without a token there is no ${right}` : `the ACL token lacks ${right}, or is unknown`;
  return new DroverError('NOMAD_DENIED', `${cannot}: ${why}`, {
    hint: token === undefined ? 'set NOMAD_TOKEN' : 'jobs/policies has a policy with what is needed',
    result: { capability },
  });
}

/** The error for a connection that did not come about or broke, or that was given up. */
export function connectionError({ what }: CallName, cause: unknown, { address, origin, tls }: NomadConfig): DroverError {
  const code = codeOf(cause);
  if (code === 'AbortError') return new DroverError('INTERRUPTED', `Cannot ${what}: interrupted`, { cause });
  // Go's TLS says why only after it has hung up.
  const isAnonymous = reasons[code] === cut && origin.startsWith('https:') && tls.certificate === undefined;
  const [why, hint] = isAnonymous
    ? [`${cut}, as by a Nomad that wants a client certificate`, certificateHint]
    : [reasons[code] ?? oneLine(cause instanceof Error ? cause.message : String(cause)), hintOf(code)];
  return new DroverError('NOMAD_UNREACHABLE', `Cannot ${what}: Nomad at ${address} cannot be reached: ${why}`, { hint, cause });
}

const cut = 'the connection was cut';
const certificateHint = 'NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY name certificate and key';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name cannot be resolved now',
  ENOENT: 'there is no such socket',
  EACCES: 'the socket may not be used',
  ECONNRESET: cut,
  UND_ERR_SOCKET: cut,
  UND_ERR_CONNECT_TIMEOUT: 'no answer to the attempt to connect',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped coming',
  TimeoutError: 'no answer in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'it wants a client certificate',
};

/** An attempt on several addresses of one name fails with one error a piece. */
export function codeOf(cause: unknown): string {
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  if (!(cause instanceof Error)) return '';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return cause.cause === undefined ? cause.name : codeOf(cause.cause);
}

function hintOf(code: string): string {
  if (/ALTNAME/.test(code)) return 'NOMAD_TLS_SERVER_NAME names the one it has, server.global.nomad for example';
  if (/CERTIFICATE_REQUIRED/.test(code)) return certificateHint;
  if (/CERT|SIGNATURE/.test(code)) return 'NOMAD_CACERT names the file of the authority';
  return 'NOMAD_ADDR says where Nomad is';
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 500);
}
