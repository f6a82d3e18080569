import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { DroverError } from '../core/errors.ts';
import type { Answer } from './answer.ts';
import { authorities } from './authorities.ts';
import { authorize, type Fetch } from './authorize.ts';
import type { Credentials } from './credentials.ts';
import { type ImageReference, isLoopback } from './image-reference.ts';
import { type Asked, answerError, connectionError } from './registry-error.ts';

export interface RegistryOptions {
  readonly at: Pick<ImageReference, 'host' | 'origin'>;
  /** What is asked for at a token server: `repository:fleet:pull,push`. */
  readonly scopes: readonly string[];
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Of the registry, or a URL that it gave. */
  readonly path: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | Readable;
  /** The statuses that are an answer; with any other the request failed. */
  readonly expected: readonly number[];
  /** For errors: `push registry.example/fleet`. */
  readonly act: string;
}

/** Statuses after which the same request may well succeed. */
const passing = new Set([429, 502, 503, 504]);
/** Milliseconds before each further try. */
const pauses = [200, 1000];

/** A registry's HTTP API: connection, trust and authorization. */
export class Registry {
  readonly #options: RegistryOptions;
  #dispatcher: Promise<Dispatcher> | undefined;
  #credentials: Promise<Credentials | undefined> | undefined;
  #authorization: string | undefined;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /**
   * Asks the registry, with authorization where it wants one, and again where it was busy.
   * @throws DroverError `REGISTRY_UNREACHABLE`, `REGISTRY_DENIED`, `REGISTRY_FAILED`
   */
  async request(request: RegistryRequest): Promise<Answer> {
    let answer = await this.#patiently(request);
    // A body that was a stream is gone; the token was there before it, unless it ran out in between.
    if (answer.status === 401 && !isStream(request.body)) {
      await answer.content();
      this.#authorization = await this.#authorize(answer, request.act);
      if (this.#authorization !== undefined) answer = await this.#patiently(request);
    }
    if (request.expected.includes(answer.status)) return answer;
    const text = (await answer.content()).toString('utf8');
    throw this.#refusal(answer, text, await this.#asked(request.act));
  }

  /**
   * Where to send what was begun. The registry says it; behind a proxy it may take itself for another scheme or port.
   * @throws DroverError `REGISTRY_FAILED` where it does not say it
   */
  uploadUrl(location: string, act: string): URL {
    const { origin, host } = this.#options.at;
    if (location === '' || !URL.canParse(location, origin)) {
      throw new DroverError('REGISTRY_FAILED', `Cannot ${act}: the registry ${host} does not say where to upload to`);
    }
    const url = new URL(location, origin);
    return url.hostname === new URL(origin).hostname ? new URL(`${url.pathname}${url.search}`, origin) : url;
  }

  /** Ends its connections. */
  async close(): Promise<void> {
    await (await this.#dispatcher)?.destroy();
  }

  /** Again where the registry was busy, or had closed a connection that was kept. */
  async #patiently(request: RegistryRequest): Promise<Answer> {
    try {
      for (const wait of isStream(request.body) ? [] : pauses) {
        const answer = await this.#send(request).catch(brokenOrThrow);
        if (answer !== undefined && !passing.has(answer.status)) return answer;
        await answer?.content();
        await this.#pause(wait * (0.5 + Math.random()));
      }
      return await this.#send(request);
    } catch (error) {
      throw connectionError(error, await this.#asked(request.act));
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    const { setTimeout: pause } = await import('node:timers/promises');
    await pause(milliseconds, undefined, { signal: this.#options.signal });
  }

  async #send({ method, path, headers, body }: RegistryRequest): Promise<Answer> {
    const { at, signal } = this.#options;
    const url = new URL(path, at.origin);
    // What a registry has elsewhere (a blob in a cloud's store) brings its own key in the URL.
    const isOwn = url.origin === at.origin;
    const authorization = this.#authorization === undefined || !isOwn ? {} : { authorization: this.#authorization };
    return await this.#fetch(url, { method, headers: { ...headers, ...authorization }, body: body ?? null, signal });
  }

  async #fetch(url: URL, options: Omit<Dispatcher.RequestOptions, 'origin' | 'path'>): Promise<Answer> {
    const { request } = await import('undici');
    this.#dispatcher ??= this.#connect();
    const { statusCode, headers, body } = await request(url, { ...options, dispatcher: await this.#dispatcher });
    const header = (name: string): string | undefined => [headers[name] ?? []].flat()[0];
    let content: Promise<Buffer> | undefined;
    return {
      status: statusCode,
      header,
      body,
      content: () => (content ??= body.arrayBuffer().then((read) => Buffer.from(read))),
    };
  }

  async #connect(): Promise<Dispatcher> {
    const { Agent, EnvHttpProxyAgent } = await import('undici');
    const { at, environment } = this.#options;
    const ca = at.origin.startsWith('https:') ? { ca: await authorities(at.host, environment) } : {};
    const limits = { connections: 6, connect: { timeout: 10_000, ...ca }, headersTimeout: 60_000, bodyTimeout: 60_000 };
    // HTTPS_PROXY and NO_PROXY count for all but this machine.
    return isLoopback(at.host) ? new Agent(limits) : new EnvHttpProxyAgent({ ...limits, requestTls: ca });
  }

  async #authorize(answer: Answer, act: string): Promise<string | undefined> {
    this.#credentials ??= this.#options.credentials();
    const { scopes, signal } = this.#options;
    const fetch: Fetch = (url, options) => this.#fetch(url, { ...options, signal });
    const header = answer.header('www-authenticate') ?? '';
    return await authorize(header, { asked: await this.#asked(act), scopes, fetch });
  }

  async #asked(act: string): Promise<Asked> {
    return { act, host: this.#options.at.host, credentials: await this.#credentials };
  }

  /** With a token in hand, 401 means that it does not reach so far. */
  #refusal(answer: Answer, text: string, asked: Asked): DroverError {
    const isShort = answer.status === 401 && this.#authorization?.startsWith('Bearer ') === true;
    return answerError(isShort ? 403 : answer.status, text, asked);
  }
}

function isStream(body: RegistryRequest['body']): boolean {
  return body !== undefined && !(body instanceof Uint8Array);
}

function brokenOrThrow(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code)) throw error;
}
