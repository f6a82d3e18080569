import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trustedCertificates } from '../../../../src/agent/report/certificates.ts';
import { reportsUrl } from '../../../../src/agent/report/collector-url.ts';
import { nameLookup } from '../../../../src/agent/report/name-lookup.ts';
import { reportPoster, unansweredBecause } from '../../../../src/agent/report/post-report.ts';

const openssl = ['/usr/bin/openssl', '/bin/openssl'].find((path) => existsSync(path));
if (openssl === undefined) console.warn('\nNOT TESTED, a collector with TLS: openssl is missing\n');

describe.skipIf(openssl === undefined)('a collector with TLS', () => {
  let directory = '';
  let server: Server;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'drover-tls-'));
    const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    const names = ['-subj', '/CN=collector', '-addext', 'subjectAltName=DNS:collector.example.org'];
    execFileSync(openssl ?? '', [...request, '-keyout', key, '-out', certificate, ...names], { stdio: 'ignore' });
    server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (query, response) => {
      query.resume().on('end', () => response.end('{"run":"r1","events":1}'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
    rmSync(directory, { recursive: true });
  });

  async function post(name: string, environment: Readonly<Record<string, string>>): Promise<string> {
    const send = reportPoster({
      url: reportsUrl(`https://${name}:${(server.address() as AddressInfo).port}`),
      token: undefined,
      lookup: nameLookup({ hosts: `127.0.0.1 ${name}`, servers: [], search: [], dots: 1 }),
      certificates: await trustedCertificates(environment),
      connectTimeout: 2000,
      userAgent: 'drover test',
    });
    try {
      return `${(await send(gzipSync('x'), new AbortController().signal)).events} event`;
    } catch (error) {
      return unansweredBecause(error) ?? 'a bug';
    }
  }

  it('is trusted if SSL_CERT_FILE says so', async () => {
    expect(await post('collector.example.org', { SSL_CERT_FILE: join(directory, 'cert.pem') })).toBe('1 event');
  });

  it('is not trusted if nobody says so', async () => {
    expect(await post('collector.example.org', {})).toBe(
      'its certificate is signed by nobody who is trusted here (SSL_CERT_FILE says who is)',
    );
  });

  it('has a certificate for its name', async () => {
    const environment = { SSL_CERT_FILE: join(directory, 'cert.pem') };
    expect(await post('other.example.org', environment)).toBe('its certificate is for another name');
  });

  it('is not asked with certificates that cannot be read', async () => {
    await expect(trustedCertificates({ SSL_CERT_FILE: '/nowhere' })).rejects.toThrow(
      'Cannot read the certificates "/nowhere" of SSL_CERT_FILE',
    );
  });
});
