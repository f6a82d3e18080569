import type { Dispatcher } from 'undici';
import { DroverError } from '../core/errors.ts';
import { pause } from '../core/pause.ts';
import type { NomadConfig } from './nomad-config.ts';
import { answerError, type CallName, codeOf, connectionError, isTransient } from './nomad-error.ts';
import { backoff, type Patience, patience as usual } from './retry.ts';
import { tlsOptions } from './tls-options.ts';

/** A request to Nomad, and what a message says if it fails. */
export interface Call extends CallName {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  /** Whether it may be sent twice: a read, or a write with an idempotency token. What was never sent is always tried again. */
  readonly repeatable: boolean;
}

export interface Answer<T> {
  readonly body: T;
  /** Milliseconds since 1970, by Nomad's clock, to the second; undefined where it does not say. */
  readonly date: number | undefined;
}

/** Milliseconds. */
interface Limits {
  readonly connect: number;
  readonly answer: number;
  /** Between two pieces of an answer without an end. */
  readonly silence: number;
}

/** Into its event stream Nomad writes a sign of life every 30 s; some versions send no header before the first line. */
const limits: Limits = { connect: 5000, answer: 30_000, silence: 45_000 };

/** HTTP to one Nomad agent. */
export class Connection {
  readonly config: NomadConfig;
  readonly #patience: Patience;
  readonly #limits: Limits;
  #pool: Promise<Dispatcher> | undefined;

  constructor(config: NomadConfig, { patience = usual, ...given }: Partial<Limits & { readonly patience: Patience }> = {}) {
    this.config = config;
    this.#patience = patience;
    this.#limits = { ...limits, ...given };
  }

  /**
   * Sends a request until it is answered, and reads the answer's JSON.
   * @throws DroverError `NOMAD_…`
   */
  async call<T>(call: Call, signal?: AbortSignal): Promise<Answer<T>> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt<T>(call, signal);
      if ('answer' in outcome) return outcome.answer;
      const isOver = attempt >= this.#patience.attempts || !outcome.again || signal?.aborted === true;
      if (isOver) throw outcome.error;
      await pause(backoff(attempt, this.#patience), signal);
    }
  }

  /** Opens an answer without an end; it breaks where nothing comes for too long. @throws DroverError `NOMAD_…` */
  async open(call: Call, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { silence } = this.#limits;
    const response = await this.#send(call, { signal, headersTimeout: silence, bodyTimeout: silence }).catch((error: unknown) => {
      throw this.#broken(call, error);
    });
    if (response.statusCode < 300) return response.body;
    throw answerError(call, response.statusCode, await response.body.text(), this.config);
  }

  /** The whole of an answer that is no JSON; asked for once. @throws DroverError `NOMAD_…` */
  async text(call: Call, signal: AbortSignal): Promise<string> {
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await this.open(call, signal)) chunks.push(chunk);
      return Buffer.concat(chunks).toString('utf8');
    } catch (error) {
      throw this.#broken(call, error);
    }
  }

  async close(): Promise<void> {
    // A connection that could not be made ready was told of where it was used.
    const pool = await this.#pool?.catch(() => undefined);
    await pool?.destroy();
  }

  async #attempt<T>(call: Call, signal: AbortSignal | undefined): Promise<Attempt<T>> {
    const timeLimit = AbortSignal.timeout(this.#limits.answer);
    try {
      const until = signal === undefined ? timeLimit : AbortSignal.any([signal, timeLimit]);
      const { statusCode, headers, body } = await this.#send(call, { signal: until });
      const text = await body.text();
      if (statusCode < 300) return { answer: { body: parse<T>(call, text, this.config), date: dateOf(headers['date']) } };
      const again = isTransient(statusCode, text) && (call.repeatable || statusCode === 429);
      return { error: answerError(call, statusCode, text, this.config), again };
    } catch (cause) {
      const error = this.#broken(call, timeLimit.aborted ? timeLimit.reason : cause);
      return { error, again: error.code === 'NOMAD_UNREACHABLE' && (call.repeatable || neverSent(cause)) };
    }
  }

  #broken(call: CallName, cause: unknown): DroverError {
    return cause instanceof DroverError ? cause : connectionError(call, cause, this.config);
  }

  async #send({ method = 'GET', path, query, body }: Call, options: SendOptions): Promise<Dispatcher.ResponseData> {
    this.#pool ??= this.#connect();
    const { token, namespace, region, authorization } = this.config;
    return (await this.#pool).request({
      method,
      path,
      query: { namespace, ...(region !== undefined && { region }), ...query },
      headers: {
        accept: 'application/json',
        ...(token !== undefined && { 'x-nomad-token': token }),
        ...(authorization !== undefined && { authorization }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...options,
    });
  }

  async #connect(): Promise<Dispatcher> {
    const { origin, socket, tls } = this.config;
    const { Pool } = await import('undici');
    return new Pool(origin, {
      connect: {
        timeout: this.#limits.connect,
        ...(socket !== undefined && { socketPath: socket }),
        ...(origin.startsWith('https:') && (await tlsOptions(tls))),
      },
    });
  }
}

type Attempt<T> = { readonly answer: Answer<T> } | { readonly error: DroverError; readonly again: boolean };

interface SendOptions {
  readonly signal: AbortSignal;
  readonly headersTimeout?: number;
  readonly bodyTimeout?: number;
}

function neverSent(cause: unknown): boolean {
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(codeOf(cause));
}

function parse<T>({ what }: Call, text: string, { address }: NomadConfig): T {
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new DroverError('NOMAD_REFUSED', `Cannot ${what}: what answers at ${address} is not Nomad`, {
      hint: 'NOMAD_ADDR says where Nomad is',
      cause,
    });
  }
}

function dateOf(header: string | string[] | undefined): number | undefined {
  const time = Date.parse(String(header));
  return Number.isNaN(time) ? undefined : time;
}
