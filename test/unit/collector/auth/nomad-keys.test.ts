import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { nomadApi } from '../../../../src/collector/auth/nomad-api.ts';
import { nomadKeys } from '../../../../src/collector/auth/nomad-keys.ts';
import { nomadStandIn } from '../support/nomad.ts';

describe("Nomad's keys", () => {
  it('are asked for again when a token names a new one, but not more often than once in a while', async () => {
    const nomad = await nomadStandIn();
    let now = 1_000_000;
    const keys = await nomadKeys(await nomadApi({ address: nomad.address, token: undefined }), () => now);
    const asked = (): number | undefined => nomad.asked.get('/.well-known/jwks.json');
    await jwtVerify(await nomad.sign(), keys);
    await nomad.rotate();
    await expect(jwtVerify(await nomad.sign(), keys)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    expect(asked()).toBe(1);
    now += 31_000;
    await jwtVerify(await nomad.sign(), keys);
    expect(asked()).toBe(2);
  });

  it('are asked for once when many tokens come at once', async () => {
    const nomad = await nomadStandIn();
    const keys = await nomadKeys(await nomadApi({ address: nomad.address, token: undefined }));
    const token = await nomad.sign();
    await Promise.all(Array.from({ length: 20 }, () => jwtVerify(token, keys)));
    expect(nomad.asked.get('/.well-known/jwks.json')).toBe(1);
  });
});
