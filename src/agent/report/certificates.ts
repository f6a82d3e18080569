import { readFileSync } from 'node:fs';
import { DroverError } from '../../core/errors.ts';
import { codeOf } from '../../host/io-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where systems keep what they trust: Void, Alpine and Debian; also Alpine; Fedora. */
const usualFiles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/ssl/cert.pem', '/etc/pki/tls/certs/ca-bundle.crt'];

/**
 * The certificates that a collector's is checked by: those of `SSL_CERT_FILE`, else the system's, and beside them those of
 * `NODE_EXTRA_CA_CERTS`. To be called before the process changes its root.
 * @returns undefined where there are none
 * @throws DroverError `USAGE` for an `SSL_CERT_FILE` that cannot be read
 */
export async function trustedCertificates(environment: Environment): Promise<string[] | undefined> {
  const own = environment['SSL_CERT_FILE'] ? [readNamed(environment['SSL_CERT_FILE'])] : systemsOwn();
  // Node would read that file with the first connection.
  const extra = environment['NODE_EXTRA_CA_CERTS'] ? (await import('node:tls')).getCACertificates('extra') : [];
  return own.length === 0 ? undefined : [...own, ...extra];
}

function systemsOwn(): string[] {
  const text = usualFiles.map(readIfThere).find((each) => each !== undefined);
  return text === undefined ? [] : [text];
}

function readNamed(path: string): string {
  const text = readIfThere(path);
  if (text !== undefined) return text;
  throw new DroverError('USAGE', `Cannot read the certificates "${path}" of SSL_CERT_FILE`, {
    hint: 'a file of certificates in PEM is wanted',
  });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
