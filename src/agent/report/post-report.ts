import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { LookupFunction } from 'node:net';
import { codeOf } from '../../host/io-error.ts';

/** What the collector said to a part of a report. */
export interface Answer {
  readonly status: number;
  /** How many events of the run it has, where it says so. */
  readonly events: number | undefined;
  /** What it says is wrong, on one line. */
  readonly error: string | undefined;
  /** Seconds it asks to wait for, where it does. */
  readonly retryAfter: number | undefined;
}

/** Sends a gzip'd part. What prevents an answer is thrown: a system error, or the signal's reason. */
export type PostReport = (body: Uint8Array, signal: AbortSignal) => Promise<Answer>;

export interface Connection {
  readonly url: URL;
  readonly token: string | undefined;
  readonly lookup: LookupFunction;
  /** In PEM; those that Node brings along when absent. */
  readonly certificates: readonly string[] | undefined;
  /** Milliseconds until the connection has to stand. */
  readonly connectTimeout: number;
  /** `drover VERSION`. */
  readonly userAgent: string;
}

/** An answer of the collector has some dozen bytes. */
const mostOfAnswer = 65_536;

/**
 * The way to the collector, one connection a request: there are three in an ordinary run, and a connection that is kept
 * may be closed by the other side just when it is used again. Node's part for it is loaded with the first request.
 */
export function reportPoster(connection: Connection): PostReport {
  const { url, token, lookup, certificates, connectTimeout, userAgent } = connection;
  const isSecure = url.protocol === 'https:';
  return async (body, signal) => {
    const { request } = isSecure ? await import('node:https') : await import('node:http');
    const headers = {
      'content-type': 'application/x-ndjson',
      'content-encoding': 'gzip',
      'content-length': body.byteLength,
      'user-agent': userAgent,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const options: RequestOptions & { ca?: string[] } = {
      ...{ method: 'POST', agent: false, headers, lookup, signal },
      ...(certificates === undefined ? {} : { ca: [...certificates] }),
    };
    return await new Promise((resolve, reject) => {
      const sent = request(url, options);
      sent.once('error', reject);
      sent.once('response', (response) => answerOf(response).then(resolve, reject));
      limitConnecting(sent, isSecure ? 'secureConnect' : 'connect', connectTimeout);
      sent.end(body);
    });
  };
}

function limitConnecting(sent: ClientRequest, event: string, milliseconds: number): void {
  const timer = setTimeout(() => {
    sent.destroy(Object.assign(new Error(`no connection within ${milliseconds / 1000} s`), { code: 'ETIMEDOUT' }));
  }, milliseconds);
  sent.once('socket', (socket) => socket.once(event, () => clearTimeout(timer)));
  sent.once('close', () => clearTimeout(timer));
}

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > mostOfAnswer) break;
    chunks.push(chunk);
  }
  const seconds = Number(response.headers['retry-after']);
  return {
    status: response.statusCode ?? 0,
    ...saidIn(Buffer.concat(chunks).toString('utf8')),
    retryAfter: Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined,
  };
}

function saidIn(text: string): Pick<Answer, 'events' | 'error'> {
  try {
    const { events, error } = JSON.parse(text) as Record<string, unknown>;
    return {
      events: Number.isSafeInteger(events) ? Number(events) : undefined,
      // A terminal would act on control characters.
      error: typeof error === 'string' ? error.replace(/\p{Cc}+/gu, ' ').slice(0, 300) : undefined,
    };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return { events: undefined, error: undefined };
    throw error;
  }
}

const untrusted = 'its certificate is signed by nobody who is trusted here (SSL_CERT_FILE says who is)';
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  ENOTFOUND: 'no name server knows its name',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  EPROTO: 'it does not speak TLS as it should',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** Why a request had no answer, in words; undefined for an exception that is a bug. */
export function unansweredBecause(error: unknown): string | undefined {
  if (error instanceof AggregateError) return unansweredBecause(error.errors[0]);
  if (error instanceof Error && error.name === 'AbortError') return 'it is too slow';
  const code = codeOf(error);
  if (code === undefined || !(error instanceof Error)) return undefined;
  return reasons[code] ?? error.message.trim();
}
