import { scopes } from '../pages-context.ts';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/database.ts';
import { type TokenRow, tokenOfSession, tokenWithHash } from '../store/tokens-table.ts';
import type { Identity } from './identity.ts';
import { secretHash, tokenMark } from './secret.ts';

/** Answers who sent a request with this `Authorization` header and this session's secret; undefined: nobody. */
export type Authenticate = (authorization: string | undefined, session: string | undefined) => Promise<Identity | undefined>;

/**
 * Knows people and hooks by token or session, agents by Nomad's identity. Its function throws a Refusal (401) for a token that is not
 * good: one who names himself wrongly is not let in as nobody.
 * @param workload undefined where no Nomad is known
 */
export function authenticate(database: Database, workload: ((token: string) => Promise<Identity>) | undefined): Authenticate {
  const now = (): number => Date.now();
  return async (authorization, session) => {
    const secret = bearer(authorization);
    if (secret === undefined)
      return session === undefined ? undefined : named(tokenOfSession(database, secretHash(session), now()));
    if (secret.startsWith(tokenMark)) return named(tokenWithHash(database, secretHash(secret), now())) ?? refuseToken();
    if (workload === undefined || secret.split('.').length !== 3) return refuseToken();
    return await workload(secret);
  };
}

/** A collector without authentication, which listens on loopback only, lets everyone do everything. */
export const everyone: Authenticate = async () => ({ name: undefined, scopes, host: null });

function named(token: TokenRow | undefined): Identity | undefined {
  return token && { name: token.name, scopes: token.scopes, token: token.id, host: token.host };
}

function bearer(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const [, secret] = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization) ?? [];
  return secret ?? refuseToken();
}

function refuseToken(): never {
  throw new Refusal(401, 'Cannot accept the token: it is unknown, has expired, or was revoked', {
    hint: 'create one with "drover collector token create"',
  });
}
