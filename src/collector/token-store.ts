import { DroverError } from '../core/errors.ts';
import { newSecret, secretHash, tokenMark } from './auth/secret.ts';
import type { Scope } from './pages-context.ts';
import { Database } from './store/database.ts';
import { migrate } from './store/migrations.ts';
import { allTokens, createToken, revokeToken, type TokenRow } from './store/tokens-table.ts';

export interface TokenWish {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly host: string | null;
  /** Milliseconds since 1970; null: never. */
  readonly expires: number | null;
}

/** Where tokens are made and taken back. */
export interface TokenStore {
  /** The secret is in the answer and nowhere else. */
  create(wish: TokenWish): Promise<{ readonly id: number; readonly token: string }>;
  list(): Promise<readonly TokenRow[]>;
  /** @throws DroverError `COLLECTOR_REFUSED` for a token that is not there */
  revoke(id: number): Promise<void>;
}

/** The tokens in a database's file, whether a collector serves it or not. */
export function tokensInFile(path: string): TokenStore {
  const within = async <T>(work: (database: Database) => T): Promise<T> => {
    const database = new Database(path, 'write');
    try {
      migrate(database);
      return database.transaction(() => work(database));
    } finally {
      database.close();
    }
  };
  return {
    create: (wish) =>
      within((database) => {
        const token = newSecret(tokenMark);
        return { id: createToken(database, { ...wish, hash: secretHash(token) }, Date.now()), token };
      }),
    list: () => within(allTokens),
    revoke: async (id) => {
      if (!(await within((database) => revokeToken(database, id)))) throw refused(`revoke token ${id}`, 'there is no such token');
    },
  };
}

/** The tokens of a collector that is reached over HTTP, with an administrator's token. */
export function tokensOverHttp(collector: string, token: string): TokenStore {
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, action: string, body?: object): Promise<unknown> => {
    const { request } = await import('undici');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const url = `${collector.replace(/\/+$/, '')}/api/v1${path}`;
    const answer = await request(url, { method, headers, ...sent }).catch((cause: unknown) => {
      throw refused(
        action,
        `the collector at ${collector} does not answer`,
        'look whether it runs and whether the address is right',
        cause,
      );
    });
    const text = await answer.body.text();
    if (answer.statusCode === 200) return JSON.parse(text);
    const { error, hint } = problemIn(text);
    throw refused(action, error ?? `the collector says ${answer.statusCode}`, hint);
  };
  return {
    create: async (wish) => (await ask('POST', '/tokens', 'create a token', wish)) as { id: number; token: string },
    list: async () => ((await ask('GET', '/tokens', 'list tokens')) as { items: TokenRow[] }).items,
    revoke: async (id) => void (await ask('DELETE', `/tokens/${id}`, `revoke token ${id}`)),
  };
}

function problemIn(text: string): { error?: string; hint?: string } {
  try {
    return JSON.parse(text) as { error?: string; hint?: string };
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function refused(action: string, why: string, hint?: string, cause?: unknown): DroverError {
  return new DroverError('COLLECTOR_REFUSED', `Cannot ${action}: ${why}`, { hint, cause });
}
