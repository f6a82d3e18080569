import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DroverError } from '../core/errors.ts';
import type { NomadTls } from './nomad-config.ts';

export interface TlsOptions {
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly rejectUnauthorized: boolean;
}

/**
 * Reads the certificates for a connection. `NOMAD_CACERT` goes before `NOMAD_CAPATH`; without both, the authorities that
 * Node brings and those of the system count.
 * @throws DroverError `USAGE` for a file that cannot be read
 */
export async function tlsOptions(tls: NomadTls): Promise<TlsOptions> {
  const ca = authorities(tls) ?? (await knownAuthorities());
  return {
    ca,
    ...(tls.certificate !== undefined && { cert: pem('NOMAD_CLIENT_CERT', tls.certificate) }),
    ...(tls.key !== undefined && { key: pem('NOMAD_CLIENT_KEY', tls.key) }),
    ...(tls.serverName !== undefined && { servername: tls.serverName }),
    rejectUnauthorized: !tls.skipVerify,
  };
}

function authorities({ ca, caDirectory }: NomadTls): string[] | undefined {
  if (ca !== undefined) return [pem('NOMAD_CACERT', ca)];
  if (caDirectory === undefined) return undefined;
  return filesBelow(caDirectory).map((file) => pem('NOMAD_CAPATH', file));
}

async function knownAuthorities(): Promise<string[]> {
  const { getCACertificates } = await import('node:tls');
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

function filesBelow(directory: string): string[] {
  return readable('NOMAD_CAPATH', directory, () => readdirSync(directory, { withFileTypes: true, recursive: true }))
    .filter((entry: Dirent) => entry.isFile() || entry.isSymbolicLink())
    .map((entry: Dirent) => join(entry.parentPath, entry.name));
}

function pem(variable: string, path: string): string {
  const text = readable(variable, path, () => readFileSync(path, 'utf8'));
  if (text.includes('-----BEGIN ')) return text;
  throw new DroverError('USAGE', `Cannot use ${variable} "${path}": it is not in PEM format`, {
    hint: 'a PEM file has lines such as -----BEGIN CERTIFICATE-----',
  });
}

function readable<T>(variable: string, path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new DroverError('USAGE', `Cannot read ${variable} "${path}": ${why}`, { cause });
  }
}
