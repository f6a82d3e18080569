import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Served, type ServeOptions, serve } from '../../../../src/collector/serve.ts';
import { type TokenWish, tokensInFile } from '../../../../src/collector/token-store.ts';

export interface TestCollector extends Served {
  readonly database: string;
  /** The administrator's token; empty without authentication. */
  readonly admin: string;
  /** What it wrote to its log. */
  readonly problems: unknown[];
  /** Asks with a token; the administrator's unless another is given, none for null. */
  get(path: string, token?: string | null): Promise<Response>;
  token(wish: Partial<TokenWish>): Promise<string>;
}

/** A collector on a free port with its database in a directory of its own; it ends with the test. */
export async function served(options: Partial<ServeOptions> = {}): Promise<TestCollector> {
  const directory = mkdtempSync(join(tmpdir(), 'drover-collector-'));
  const database = options.database ?? join(directory, 'drover.sqlite');
  const problems: unknown[] = [];
  const collector = await serve({
    host: '127.0.0.1',
    port: 0,
    database,
    auth: true,
    nomad: undefined,
    identities: { jobs: ['drover'], namespaces: ['default'] },
    keepRuns: 100,
    keepDays: 36_500,
    lostAfter: 60,
    version: 'test',
    log: (error) => problems.push(error),
    ...options,
  });
  onTestFinished(async () => {
    await collector.close();
    rmSync(directory, { recursive: true });
  });
  const admin = collector.firstToken ?? '';
  return {
    ...collector,
    database,
    admin,
    problems,
    get: async (path, token = admin) =>
      await fetch(`${collector.url}${path}`, {
        redirect: 'manual',
        headers: token === null || token === '' ? {} : { authorization: `Bearer ${token}` },
      }),
    token: async (wish) => {
      const { token } = await tokensInFile(database).create({
        name: 'test',
        scopes: ['read'],
        host: null,
        expires: null,
        ...wish,
      });
      return token;
    },
  };
}
