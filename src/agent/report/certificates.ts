import { readFileSync } from 'node:fs';
import { DroverError } from '../../core/errors.ts';
import { codeOf, reasonOf } from '../../host/io-error.ts';

/** Where systems keep what they trust: Void, Alpine and Debian; also Alpine; Fedora. */
const usualFiles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/ssl/cert.pem', '/etc/pki/tls/certs/ca-bundle.crt'];

/**
 * The certificates that a collector's is checked by: those of `SSL_CERT_FILE`, else the system's. To be called before the
 * process changes its root.
 * @returns undefined where the system has none
 * @throws DroverError `USAGE` for an `SSL_CERT_FILE` that cannot be read
 */
export function trustedCertificates(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = environment['SSL_CERT_FILE'];
  if (!named) return usualFiles.map(readIfThere).find((text) => text !== undefined);
  const text = readIfThere(named);
  if (text !== undefined) return text;
  throw new DroverError('USAGE', `Cannot read the certificates "${named}": ${reasonOf('ENOENT')}`, {
    hint: 'SSL_CERT_FILE names a file of certificates in PEM',
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
