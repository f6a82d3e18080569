import type { JWTVerifyGetKey } from 'jose';
import type { NomadApi } from './nomad-api.ts';

/** Milliseconds for which Nomad is not asked again, whatever keys a token names. */
const cooldown = 30_000;
/** Milliseconds after which the keys are asked for anew: Nomad changes them every 30 days. */
const lifetime = 600_000;

/** Nomad's keys, asked for once in a while, and when a token names a new one. */
export async function nomadKeys(nomad: Pick<NomadApi, 'keys'>, now: () => number = Date.now): Promise<JWTVerifyGetKey> {
  const { createLocalJWKSet, errors } = await import('jose');
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let fetched = 0;
  let underWay: Promise<void> | undefined;
  const fetch = async (): Promise<void> => {
    keys = createLocalJWKSet(await nomad.keys());
    fetched = now();
  };
  /** Many reports that come at once ask once. */
  const refresh = async (): Promise<void> => {
    underWay ??= fetch().finally(() => {
      underWay = undefined;
    });
    await underWay;
  };
  return async (header, token) => {
    if (keys === undefined) await refresh();
    // While Nomad is away the keys it gave before do.
    else if (now() - fetched > lifetime) await refresh().catch(() => undefined);
    if (keys === undefined) throw new errors.JWKSNoMatchingKey();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || now() - fetched < cooldown) throw error;
      await refresh();
      return await keys(header, token);
    }
  };
}
