import { describe, expect, it } from 'vitest';
import { nomadConfig } from '../../../src/nomad/nomad-config.ts';

const tls = {
  ca: undefined,
  caDirectory: undefined,
  certificate: undefined,
  key: undefined,
  serverName: undefined,
  skipVerify: false,
};
const defaults = {
  origin: 'http://127.0.0.1:4646',
  socket: undefined,
  address: 'http://127.0.0.1:4646',
  token: undefined,
  namespace: 'default',
  region: undefined,
  authorization: undefined,
  tls,
};
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe("Nomad's variables", () => {
  it.each([
    [{}, {}],
    [{ NOMAD_ADDR: '', NOMAD_TOKEN: ' ', NOMAD_NAMESPACE: '' }, {}],
    [
      { NOMAD_ADDR: 'https://nomad.example:4646/ui' },
      { origin: 'https://nomad.example:4646', address: 'https://nomad.example:4646' },
    ],
    [
      { NOMAD_ADDR: 'unix:///secrets/api.sock' },
      { origin: 'http://127.0.0.1', socket: '/secrets/api.sock', address: 'unix:///secrets/api.sock' },
    ],
    [
      { NOMAD_TOKEN: 'secret', NOMAD_NAMESPACE: 'ops', NOMAD_REGION: 'eu' },
      { token: 'secret', namespace: 'ops', region: 'eu' },
    ],
    [{ NOMAD_HTTP_AUTH: 'alice:pass:word' }, { authorization: basic('alice:pass:word') }],
    [{ NOMAD_HTTP_AUTH: 'alice' }, { authorization: basic('alice:') }],
    [
      { NOMAD_ADDR: 'http://bob:s%20t@nomad.example', NOMAD_HTTP_AUTH: 'alice:a' },
      { origin: 'http://nomad.example', address: 'http://nomad.example', authorization: basic('bob:s t') },
    ],
    [
      { NOMAD_CACERT: '/ca', NOMAD_CAPATH: '/cas', NOMAD_CLIENT_CERT: '/c', NOMAD_CLIENT_KEY: '/k', NOMAD_TLS_SERVER_NAME: 'n' },
      { tls: { ...tls, ca: '/ca', caDirectory: '/cas', certificate: '/c', key: '/k', serverName: 'n' } },
    ],
    [{ NOMAD_SKIP_VERIFY: 'true' }, { tls: { ...tls, skipVerify: true } }],
    [{ NOMAD_SKIP_VERIFY: 'T' }, { tls: { ...tls, skipVerify: true } }],
    [{ NOMAD_SKIP_VERIFY: 'yes' }, {}],
    [{ NOMAD_SKIP_VERIFY: '0' }, {}],
  ])('are read from %j', (environment, expected) => {
    expect(nomadConfig(environment)).toEqual({ ...defaults, ...expected });
  });

  it.each([
    [{ NOMAD_ADDR: '127.0.0.1:4646' }, 'Cannot use NOMAD_ADDR "127.0.0.1:4646": it is no address of Nomad'],
    [{ NOMAD_ADDR: 'nomad.example' }, 'Cannot use NOMAD_ADDR "nomad.example": it is no address of Nomad'],
    [{ NOMAD_ADDR: 'ftp://nomad' }, 'Cannot use NOMAD_ADDR "ftp://nomad": it is no address of Nomad'],
    [{ NOMAD_CLIENT_CERT: '/c' }, 'Cannot use the client certificate for Nomad: NOMAD_CLIENT_KEY is not set'],
    [{ NOMAD_CLIENT_KEY: '/k' }, 'Cannot use the client certificate for Nomad: NOMAD_CLIENT_CERT is not set'],
  ])('are refused: %j', (environment, message) => {
    expect(() => nomadConfig(environment)).toThrow(expect.objectContaining({ code: 'USAGE', message }));
  });
});
