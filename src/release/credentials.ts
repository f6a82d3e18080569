import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DroverError } from '../core/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Credentials {
  readonly user: string;
  readonly password: string;
  /** In place of a password: what a token server gave at login. */
  readonly identityToken?: string | undefined;
  /** Where they are from, for errors. */
  readonly source: string;
}

/** As `docker login` writes it. */
interface DockerConfig {
  readonly auths?: Readonly<Record<string, DockerAuth>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

interface DockerAuth {
  /** Base64 of `user:password`. */
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

/**
 * Who to be at a registry: what Docker's configuration file, or the program that it names, has for it.
 * @throws DroverError `REGISTRY_DENIED` where the file or the program is broken
 */
export async function dockerCredentials(host: string, environment: Environment): Promise<Credentials | undefined> {
  const file = join(environment['DOCKER_CONFIG'] || join(environment['HOME'] ?? '/root', '.docker'), 'config.json');
  const config = readConfig(file);
  const helper = hostKeys(host).flatMap((key) => config.credHelpers?.[key] ?? [])[0];
  const stored = hostKeys(host).flatMap((key) => config.auths?.[key] ?? [])[0];
  const program = helper ?? (stored === undefined || isEmpty(stored) ? config.credsStore : undefined);
  if (program !== undefined) return await askHelper(`docker-credential-${program}`, host, environment);
  return stored === undefined || isEmpty(stored) ? undefined : fromAuth(stored, file);
}

/** `DROVER_REGISTRY_USER` and `DROVER_REGISTRY_PASSWORD`. @throws DroverError `USAGE` where one is missing */
export function environmentCredentials(environment: Environment): Credentials | undefined {
  const [user, password] = [environment['DROVER_REGISTRY_USER'], environment['DROVER_REGISTRY_PASSWORD']];
  if (!user && !password) return undefined;
  if (user && password) return { user, password, source: 'DROVER_REGISTRY_USER and DROVER_REGISTRY_PASSWORD' };
  const [there, missing] = user ? ['USER', 'PASSWORD'] : ['PASSWORD', 'USER'];
  throw new DroverError('USAGE', `Cannot use DROVER_REGISTRY_${there}: there is no DROVER_REGISTRY_${missing}`);
}

function readConfig(file: string): DockerConfig {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    const why = error instanceof SyntaxError ? 'it is no JSON' : error instanceof Error ? error.message : String(error);
    throw new DroverError('REGISTRY_DENIED', `Cannot read Docker's configuration ${file}: ${why}`, { cause: error });
  }
}

/** The names a registry may be filed under, the usual one first. */
function hostKeys(host: string): string[] {
  const hub = host === 'docker.io' ? ['https://index.docker.io/v1/', 'index.docker.io'] : [];
  return [host, `https://${host}`, `http://${host}`, `https://${host}/v1/`, `https://${host}/v2/`, ...hub];
}

function isEmpty({ auth, username, identitytoken }: DockerAuth): boolean {
  return !auth && !username && !identitytoken;
}

function fromAuth({ auth, username, password, identitytoken }: DockerAuth, source: string): Credentials {
  const decoded = Buffer.from(auth ?? '', 'base64')
    .toString('utf8')
    .replace(/\0+$/, '');
  const colon = decoded.indexOf(':');
  const [user, secret] = colon < 0 ? [username ?? '', password ?? ''] : [decoded.slice(0, colon), decoded.slice(colon + 1)];
  return { user, password: secret, identityToken: identitytoken || undefined, source };
}

/** Docker's credential helpers: the registry's name goes in, JSON comes out. */
async function askHelper(program: string, host: string, environment: Environment): Promise<Credentials | undefined> {
  const name = host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
  const { code, stdout, failure } = await new Promise<{ code: number | null; stdout: string; failure?: Error }>((resolve) => {
    const child = spawn(program, ['get'], { env: { ...environment }, stdio: ['pipe', 'pipe', 'ignore'] });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.once('error', (failure) => resolve({ code: null, stdout, failure }));
    child.once('close', (code) => resolve({ code, stdout }));
    // One that ends without reading has said no already.
    child.stdin.once('error', () => {});
    child.stdin.end(name);
  });
  if (code !== 0) {
    if (/not found/i.test(stdout)) return undefined;
    const why = failure === undefined ? stdout.trim() || `exit code ${code}` : 'the program is not here';
    throw new DroverError('REGISTRY_DENIED', `Cannot get the password of ${host} from ${program}: ${why}`, { cause: failure });
  }
  const { Username: user, Secret: secret } = JSON.parse(stdout) as { Username: string; Secret: string };
  return user === '<token>'
    ? { user: '', password: '', identityToken: secret, source: program }
    : { user, password: secret, source: program };
}
