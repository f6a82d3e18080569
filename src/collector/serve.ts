import { type Authenticate, authenticate, everyone } from './auth/authenticate.ts';
import { type NomadSettings, nomadApi } from './auth/nomad-api.ts';
import { newSecret, secretHash, tokenMark } from './auth/secret.ts';
import { type IdentityRules, workloadIdentity } from './auth/workload-identity.ts';
import { app } from './http/app.ts';
import { Gate } from './http/gate.ts';
import { listen } from './http/listen.ts';
import { Live } from './http/live.ts';
import { metrics } from './http/metrics.ts';
import type { LogProblem } from './http/problem.ts';
import { keepHouse } from './keep-house.ts';
import { pages } from './pages/index.ts';
import { sqlReader } from './read/sql-reader.ts';
import { Database } from './store/database.ts';
import type { Retention } from './store/messages.ts';
import { hasTokens } from './store/tokens-table.ts';
import { Writer } from './store/writer.ts';

export interface ServeOptions extends Retention {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly database: string;
  readonly auth: boolean;
  /** Undefined: no agent can show Nomad's identity, and reports need a token. */
  readonly nomad: NomadSettings | undefined;
  readonly identities: IdentityRules;
  /** Minutes after which a run that nothing is heard of is lost. */
  readonly lostAfter: number;
  readonly version: string;
  readonly log: LogProblem;
}

/** A collector that listens. */
export interface Served {
  /** `http://127.0.0.1:4650`. */
  readonly url: string;
  /** The first administrator's token; undefined unless this was the first start. */
  readonly firstToken: string | undefined;
  /** Rejects when the collector cannot go on. */
  readonly broken: Promise<never>;
  /** Answers what is under way, writes what was taken, and ends. */
  close(): Promise<void>;
}

/**
 * Starts the collector: the writer, the readers' connection, the HTTP server.
 * @throws DroverError `COLLECTOR_DATABASE`, `COLLECTOR_LISTEN`
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { version, log, auth } = options;
  const writer = await Writer.start(options.database);
  const broken = new Promise<never>((_, reject) => writer.once('broken', reject));
  // Whoever does not wait for it is not to end by it.
  broken.catch(() => undefined);
  try {
    const reading = new Database(options.database, 'read');
    const firstToken = auth && !hasTokens(reading) ? await createFirstToken(writer) : undefined;
    const reader = sqlReader(reading);
    const gate = new Gate();
    const live = new Live(reader);
    const measured = await metrics({ reader, writer, gate, live });
    writer.on('commit', ({ runs }) => live.note(runs));
    const parts = { reader, reading, writer, gate, live, version, log, metrics: measured, hasLogin: auth };
    const shown = pages({ reader, version, hasLogin: auth, eventsUrl: '/api/v1/events' });
    const root = app({ ...parts, pages: shown, authenticate: await authentication(options, reading) });
    const listening = await listen(root, options.host, options.port);
    const stop = keepHouse({ ...options, writer, onError: (error) => log(error, 'keeping house') });
    const close = async (): Promise<void> => {
      stop();
      live.close();
      await listening.close();
      await writer.close();
      reading.close();
    };
    return { url: urlOf(listening.address), firstToken, broken, close };
  } catch (error) {
    await writer.close();
    throw error;
  }
}

async function authentication({ auth, nomad, identities }: ServeOptions, reading: Database): Promise<Authenticate> {
  if (!auth) return everyone;
  return authenticate(reading, nomad && (await workloadIdentity(await nomadApi(nomad), identities)));
}

async function createFirstToken(writer: Writer): Promise<string> {
  const token = newSecret(tokenMark);
  const hash = secretHash(token);
  await writer.call('createToken', { name: 'first administrator', hash, scopes: ['admin'], host: null, expires: null });
  return token;
}

function urlOf({ address, family, port }: { address: string; family: string; port: number }): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
