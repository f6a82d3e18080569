import type { Scope } from '../pages-context.ts';
import type { Database } from './database.ts';
import type { NewToken } from './messages.ts';

/** A token as it may be shown: the secret itself is kept nowhere. Times are milliseconds since 1970. */
export interface TokenRow {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The only host whose reports it may send; null: any. */
  readonly host: string | null;
  readonly created: number;
  readonly expires: number | null;
}

type Row = Omit<TokenRow, 'scopes'> & { scopes: string };

const columns = 'tokens.id, tokens.name, tokens.scopes, tokens.host, tokens.created, tokens.expires';

export function createToken(database: Database, { name, hash, scopes, host, expires }: NewToken, now: number): number {
  return database.insert(
    'INSERT INTO tokens (name, hash, scopes, host, created, expires) VALUES (?, ?, ?, ?, ?, ?)',
    name,
    hash,
    JSON.stringify(scopes),
    host,
    now,
    expires,
  );
}

/** Takes a token back, and with it the sessions that it began. @returns whether it was there */
export function revokeToken(database: Database, id: number): boolean {
  database.run('DELETE FROM sessions WHERE token = ?', id);
  return database.run('DELETE FROM tokens WHERE id = ?', id) > 0;
}

export function createSession(database: Database, hash: Uint8Array, token: number, expires: number): void {
  database.run('INSERT INTO sessions (hash, token, expires) VALUES (?, ?, ?)', hash, token, expires);
}

export function endSession(database: Database, hash: Uint8Array): boolean {
  return database.run('DELETE FROM sessions WHERE hash = ?', hash) > 0;
}

/** The token with this hash, unless it has expired. */
export function tokenWithHash(database: Database, hash: Uint8Array, now: number): TokenRow | undefined {
  const row = database.get<Row>(`SELECT ${columns} FROM tokens WHERE hash = ?`, hash);
  return row && valid(row, now);
}

/** The token that began the session with this hash, unless one of them has expired. */
export function tokenOfSession(database: Database, hash: Uint8Array, now: number): TokenRow | undefined {
  const row = database.get<Row>(
    `SELECT ${columns} FROM sessions JOIN tokens ON tokens.id = sessions.token WHERE sessions.hash = ? AND sessions.expires > ?`,
    hash,
    now,
  );
  return row && valid(row, now);
}

export function allTokens(database: Database): TokenRow[] {
  return database.all<Row>(`SELECT ${columns} FROM tokens ORDER BY id`).map(tokenRow);
}

export function hasTokens(database: Database): boolean {
  return database.get('SELECT 1 FROM tokens LIMIT 1') !== undefined;
}

function valid(row: Row, now: number): TokenRow | undefined {
  return row.expires !== null && row.expires <= now ? undefined : tokenRow(row);
}

function tokenRow({ scopes, ...row }: Row): TokenRow {
  return { ...row, scopes: JSON.parse(scopes) as Scope[] };
}
