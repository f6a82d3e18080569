import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Who may sign a registry's certificate: whom Node and the system trust, `SSL_CERT_FILE`, and Docker's folder for that registry. */
export async function authorities(host: string, environment: Environment): Promise<string[]> {
  const { getCACertificates } = await import('node:tls');
  const folder = `/etc/docker/certs.d/${host}`;
  const own = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.crt')) : [];
  const files = [environment['SSL_CERT_FILE'], ...own.map((name) => join(folder, name))];
  const given = files.flatMap((file) => (file === undefined || !existsSync(file) ? [] : readFileSync(file, 'utf8')));
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...given])];
}
