import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's docker-registry, started on a port of its own. */
export interface TestRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Where it keeps everything. */
  readonly directory: string;
  /** The lines of its access log. */
  readonly log: () => string;
  stop(): Promise<void>;
}

export interface RegistryWishes {
  /** Lines of `htpasswd`. */
  readonly users?: string;
  readonly certificate?: { readonly cert: string; readonly key: string };
  /** A token server in place of users: its settings in the registry's configuration. */
  readonly token?: Readonly<Record<string, string>>;
  /** Where the images go. */
  readonly storage?: string;
}

/** User `ci` with the password `secret word`. */
export const ciUser = 'ci:$2b$05$4fYPwS3dLWUhXprwDGgv8OufsXcByxxFTlA5xl0JJun1BpTYc2ljS\n';

/** Why the tests with a real registry cannot run here; undefined where they can. */
export function noRegistry(): string | undefined {
  const isHere = spawnSync('docker-registry', ['--version']).status === 0;
  return isHere ? undefined : 'there is no docker-registry (apt-get install docker-registry)';
}

export async function startRegistry({ users, certificate, token, storage }: RegistryWishes = {}): Promise<TestRegistry> {
  const directory = mkdtempSync(join(tmpdir(), 'drover-registry.'));
  const images = storage ?? join(directory, 'images');
  mkdirSync(images, { recursive: true });
  writeFileSync(join(directory, 'htpasswd'), users ?? '');
  const config = {
    version: '0.1',
    log: { level: 'info' },
    storage: { filesystem: { rootdirectory: images }, delete: { enabled: true } },
    http: {
      addr: '127.0.0.1:0',
      secret: 'test',
      ...(certificate === undefined ? {} : { tls: { certificate: certificate.cert, key: certificate.key } }),
    },
    ...(users === undefined ? {} : { auth: { htpasswd: { realm: 'test', path: join(directory, 'htpasswd') } } }),
    ...(token === undefined ? {} : { auth: { token } }),
  };
  // JSON is YAML.
  writeFileSync(join(directory, 'config.yml'), JSON.stringify(config));
  const program = spawn('docker-registry', ['serve', join(directory, 'config.yml')], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const port = await listening(program, lines);
  return {
    host: `127.0.0.1:${port}`,
    directory,
    log: () => lines.join(''),
    stop: async () => {
      if (program.exitCode === null) {
        const ended = once(program, 'exit');
        program.kill('SIGKILL');
        await ended;
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function listening(program: ChildProcess, lines: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      lines.push(chunk.toString());
      const port = /listening on 127\.0\.0\.1:(\d+)/.exec(lines.join(''))?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    program.stdout?.on('data', read);
    program.stderr?.on('data', read);
    program.once('exit', (code) => reject(new Error(`docker-registry ended with ${code}: ${lines.join('')}`)));
  });
}

export interface BaseWishes {
  readonly kind?: 'oci' | 'docker';
  readonly architecture?: string;
  /** An index over the image, as builders for several systems push it. */
  readonly index?: boolean;
  /** Bytes of the one layer. */
  readonly layer?: Uint8Array;
}

const kinds = {
  oci: [
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.oci.image.layer.v1.tar+gzip',
    'application/vnd.oci.image.index.v1+json',
  ],
  docker: [
    'application/vnd.docker.distribution.manifest.v2+json',
    'application/vnd.docker.container.image.v1+json',
    'application/vnd.docker.image.rootfs.diff.tar.gzip',
    'application/vnd.docker.distribution.manifest.list.v2+json',
  ],
} as const;

/** Puts an image with one layer into a registry, with nothing but HTTP. @returns the digest of what its tag names */
export async function putBase(
  origin: string,
  name: string,
  tag: string,
  { kind = 'oci', architecture = 'amd64', index = false, layer = Buffer.from('a layer') }: BaseWishes = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const [manifestType, configType, layerType, indexType] = kinds[kind];
  const config = {
    architecture,
    os: 'linux',
    config: { Entrypoint: ['/usr/bin/drover'] },
    rootfs: { type: 'layers', diff_ids: [sha256(layer)] },
    history: [{ created_by: 'base' }],
  };
  const put = async (path: string, type: string, body: Uint8Array): Promise<void> => {
    const answer = await fetch(`${origin}/v2/${name}/${path}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': type },
      body: Buffer.from(body),
    });
    if (answer.status !== 201) throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
  };
  const blob = async (body: Uint8Array, mediaType: string) => {
    const begun = await fetch(`${origin}/v2/${name}/blobs/uploads/`, { method: 'POST', headers });
    const to = new URL(begun.headers.get('location') ?? '', origin);
    to.searchParams.append('digest', sha256(body));
    const answer = await fetch(to, { method: 'PUT', headers, body: Buffer.from(body) });
    if (answer.status !== 201) throw new Error(`PUT ${to}: ${answer.status} ${await answer.text()}`);
    return { mediaType, digest: sha256(body), size: body.length };
  };
  const manifest = json({
    schemaVersion: 2,
    mediaType: manifestType,
    config: await blob(json(config), configType),
    layers: [await blob(layer, layerType)],
  });
  if (!index) {
    await put(`manifests/${tag}`, manifestType, manifest);
    return sha256(manifest);
  }
  await put(`manifests/${sha256(manifest)}`, manifestType, manifest);
  const entry = {
    mediaType: manifestType,
    digest: sha256(manifest),
    size: manifest.length,
    platform: { os: 'linux', architecture },
  };
  const all = json({ schemaVersion: 2, mediaType: indexType, manifests: [entry] });
  await put(`manifests/${tag}`, indexType, all);
  return sha256(all);
}

export function sha256(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
