import type { Scope } from '../pages-context.ts';
import { Refusal } from '../refusal.ts';

/** Who asks, and what for they may. */
export interface Identity {
  /** Of a token or an allocation; undefined where the collector runs without authentication. */
  readonly name: string | undefined;
  readonly scopes: readonly Scope[];
  /** Of the token, where it is one. */
  readonly token?: number | undefined;
  /** The only host whose reports it may send; null: any. */
  readonly host: string | null;
}

export function mayDo({ scopes }: Identity, scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes('admin');
}

/** @throws Refusal 401 for nobody, 403 for one who may not */
export function demand(identity: Identity | undefined, scope: Scope): Identity {
  if (identity === undefined) {
    throw new Refusal(401, 'Cannot answer: the request names nobody', {
      hint: 'send "Authorization: Bearer TOKEN", with a token of "drover collector token create"',
    });
  }
  if (mayDo(identity, scope)) return identity;
  throw new Refusal(403, `Cannot answer: ${identity.name ?? 'the token'} has no scope "${scope}"`, {
    hint: `it has ${identity.scopes.join(', ') || 'none'}; create a token with --scope ${scope}`,
  });
}

/** @throws Refusal (403) for one who may report of another host only */
export function demandHost(identity: Identity, host: string): void {
  if (identity.host === null || identity.host === host) return;
  throw new Refusal(
    403,
    `Cannot take a report of host "${host}": ${identity.name ?? 'the token'} reports of "${identity.host}"`,
    {
      hint: "the host's name in the inventory is to be the Nomad node's name; for any other, report with a token",
    },
  );
}
