// length: the cases share one registry and one fleet
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { execa } from 'execa';
import { afterAll, afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { droverCommand, repository } from '../support/drover.ts';
import { commitFiles, git, makeRepository, smallFleet } from '../support/git-fleet.ts';
import { ciUser, noRegistry, putBase, type RegistryWishes, startRegistry, type TestRegistry } from '../support/registry.ts';
import { standInRegistry } from '../support/stand-in-registry.ts';
import { startTokenServer } from '../support/token-server.ts';

const missing = noRegistry();
const work = mkdtempSync(join(tmpdir(), 'drover-release-test.'));
const made: string[] = [work];
const running: TestRegistry[] = [];
afterEach(async () => {
  for (const registry of running.splice(0)) await registry.stop();
});
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});
beforeEach((context: TestContext) => {
  if (missing === undefined) return;
  console.log(`SKIPPED: ${missing}`);
  context.skip(missing);
});

async function registryWith(wishes: RegistryWishes = {}): Promise<TestRegistry> {
  const registry = await startRegistry(wishes);
  running.push(registry);
  return registry;
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `drover` as it is built, in a directory, with nothing of the environment but this. */
function drover(directory: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Ended {
  const [file = '', ...first] = droverCommand;
  const env = { PATH: process.env['PATH'] ?? '', HOME: work, ...environment };
  const { status, stdout, stderr } = spawnSync(file, [...first, ...args], { cwd: directory, env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** Releases while this process goes on: a server in it has to answer. */
function meanwhile(directory: string, environment: Readonly<Record<string, string>>) {
  const [file = '', ...first] = droverCommand;
  return execa(file, [...first, 'release'], { cwd: directory, env: { HOME: work, ...environment }, reject: false });
}

interface Released {
  readonly commit: string;
  readonly image: string;
  readonly digest: string;
  readonly sent: number;
  readonly bytes: number;
  readonly ms: number;
}

/** A release that has to succeed. */
function release(directory: string, ...args: readonly string[]): Released {
  const { code, stdout, stderr } = drover(directory, ['release', '--output', 'json', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('Cannot') });
  return JSON.parse(stdout);
}

/** A fleet with the settings for a registry. */
function fleetFor(host: string, files: Readonly<Record<string, string>> = smallFleet, scheme = ''): string {
  const directory = makeRepository(files);
  made.push(directory);
  git(directory, 'config', 'drover.repository', `${scheme}${host}/drover`);
  git(directory, 'config', 'drover.base', `${scheme}${host}/base:1`);
  return directory;
}

const recapOf = (output: string): string => output.slice(output.indexOf('PLAY RECAP'));

const accept = 'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json';

/** What the registry has under a tag: its digest, and the names and texts of the files in its last layer. */
async function pulled(host: string, tag: string) {
  const get = (path: string) => fetch(`http://${host}/v2/drover/${path}`, { headers: { accept } });
  const answer = await get(`manifests/${tag}`);
  const manifest = (await answer.json()) as {
    mediaType: string;
    config: { digest: string };
    layers: { digest: string; mediaType: string }[];
  };
  const config = (await (await get(`blobs/${manifest.config.digest}`)).json()) as { rootfs: { diff_ids: string[] } };
  const last = Buffer.from(await (await get(`blobs/${manifest.layers.at(-1)?.digest}`)).arrayBuffer());
  const text = (path: string): string =>
    execFileSync('tar', ['--extract', '--to-stdout', '--gzip', path], { input: last, encoding: 'utf8' });
  const names = execFileSync('tar', ['--list', '--gzip'], { input: last, encoding: 'utf8' }).trim().split('\n');
  return { digest: answer.headers.get('docker-content-digest'), manifest, config, names, text, tar: gunzipSync(last) };
}

describe('A release', () => {
  it.for([{ kind: 'oci' }, { kind: 'docker' }, { kind: 'oci', index: true }, { kind: 'docker', index: true }] as const)(
    'onto a base %j is an image with the bundle on top, under the SHA as its tag',
    async (base) => {
      const { host } = await registryWith();
      const named = await putBase(`http://${host}`, 'base', '1', base);
      const fleet = fleetFor(host);
      const { commit, image, digest, sent } = release(fleet);
      expect(image).toBe(`${host}/drover:${commit}`);
      const there = await pulled(host, commit);
      expect(there.digest).toBe(digest);
      expect(there.manifest.layers).toHaveLength(2);
      expect(there.config.rootfs.diff_ids).toHaveLength(2);
      expect(there.names).toContain('bundle/roles/motd/templates/motd.j2');
      expect(there.names).not.toContain('bundle/README.md');
      expect(there.text('bundle/COMMIT')).toBe(`${commit}\n`);
      // The base's layer was taken over where it lay.
      expect(sent).toBe(3);
      expect(release(fleet, '--base', `${host}/base@${named}`)).toMatchObject({ digest, sent: 0 });
    },
  );

  it('carries its compiled form, which a run of the pulled bundle takes in place of the sources', async () => {
    const { host } = await registryWith();
    await putBase(`http://${host}`, 'base', '1');
    const { commit } = release(fleetFor(host));
    const { names, tar } = await pulled(host, commit);
    expect(names).toContain('bundle/.drover-compiled');
    execFileSync('tar', ['--extract'], { input: tar, cwd: work });
    const bundle = join(work, 'bundle');
    const run = () => drover(work, ['apply', '--bundle', bundle, '--host', 'node1', '--check', '--commit', commit]);
    const first = run();
    expect(first.stdout + first.stderr).not.toContain('compiled form');
    appendFileSync(join(bundle, 'site.yml'), '# changed\n');
    const second = run();
    expect(second.stdout + second.stderr).toContain('Cannot use the compiled form of site.yml: changed since it was compiled');
    expect([second.code, recapOf(second.stdout)]).toEqual([first.code, recapOf(first.stdout)]);
  });

  it('from two clones, one of them bare and with other settings, has one digest, and the second sends nothing', async () => {
    const { host } = await registryWith();
    await putBase(`http://${host}`, 'base', '1');
    const one = fleetFor(host);
    const two = join(work, 'two.git');
    git(work, 'clone', '--quiet', '--bare', one, two);
    git(two, 'config', 'core.autocrlf', 'true');
    const first = release(one);
    const flags = ['--repository', `${host}/drover`, '--base', `${host}/base:1`];
    expect(release(two, ...flags)).toMatchObject({ digest: first.digest, sent: 0, bytes: 0 });
    // Into a place that has nothing yet, so that all of it is made anew.
    expect(release(two, '--repository', `${host}/elsewhere`, ...flags.slice(2)).digest).toBe(first.digest);
  });

  it('of a commit that changes one template sends at most 50 kB in at most 1.5 s', async () => {
    const { host } = await registryWith();
    await putBase(`http://${host}`, 'base', '1', { layer: randomBytes(10e6) });
    const fleet = fleetFor(host);
    for (const part of ['roles', 'inventory', 'site.yml', 'ansible.cfg']) {
      rmSync(join(fleet, part), { recursive: true, force: true });
      execFileSync('cp', ['--recursive', join(repository, part), join(fleet, part)]);
    }
    commitFiles(fleet, { 'roles/docker/files/image.tar': randomBytes(300_000).toString('hex') });
    release(fleet);
    commitFiles(fleet, { 'roles/chrony/templates/chrony.conf.j2': '# changed\n' });
    const { bytes, ms } = release(fleet);
    console.log(`a commit that changes one template: ${bytes} bytes sent, ${ms} ms`);
    expect(bytes).toBeLessThanOrEqual(50_000);
    expect(ms).toBeLessThanOrEqual(1500);
  });

  it('takes the commit that is asked for, and the work tree only when asked to', async () => {
    const { host } = await registryWith();
    await putBase(`http://${host}`, 'base', '1');
    const fleet = fleetFor(host);
    const first = git(fleet, 'rev-parse', 'HEAD');
    commitFiles(fleet, { 'roles/motd/templates/motd.j2': 'second\n' });
    writeFileSync(join(fleet, 'roles/motd/templates/motd.j2'), 'dirty\n');
    const motd = async (commit: string) => (await pulled(host, commit)).text('bundle/roles/motd/templates/motd.j2');
    expect(await motd(release(fleet, '--commit', first.slice(0, 9)).commit)).toBe('Hello from {{ inventory_hostname }}\n');
    expect(await motd(release(fleet).commit)).toBe('second\n');
    const dirty = release(fleet, '--work-tree');
    expect(dirty.commit).toMatch(/^[0-9a-f]{40}-dirty-[0-9a-f]{12}$/);
    expect(await motd(dirty.commit)).toBe('dirty\n');
    expect((await pulled(host, dirty.commit)).text('bundle/COMMIT')).toBe(`${dirty.commit}\n`);
  });

  it('copies the layers of a base in another registry once', async () => {
    const [{ host: far }, { host }] = [await registryWith(), await registryWith()];
    await putBase(`http://${far}`, 'base', '1', { layer: randomBytes(3e6) });
    const fleet = fleetFor(host);
    git(fleet, 'config', 'drover.base', `${far}/base:1`);
    const first = release(fleet);
    expect(first).toMatchObject({ sent: 4 });
    expect(first.bytes).toBeGreaterThan(3e6);
    expect((await pulled(host, first.commit)).manifest.layers).toHaveLength(2);
    commitFiles(fleet, { 'roles/motd/templates/motd.j2': 'second\n' });
    const second = release(fleet);
    expect(second.sent).toBe(3);
    expect(second.bytes).toBeLessThan(10_000);
  });

  it('prints what it did for people', async () => {
    const { host } = await registryWith();
    await putBase(`http://${host}`, 'base', '1');
    const { code, stdout } = drover(fleetFor(host), ['release']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^checked {2}4 files for 1 host, \d\.\d kB compressed\npushed {3}3 blobs and manifests, \d\.\d kB\nimage {4}\S+:[0-9a-f]{40}\ndigest {3}sha256:[0-9a-f]{64}\n$/,
    );
  });
});

describe('A registry with a password', () => {
  it('takes it from the environment or from where docker login put it, and refuses any other', async () => {
    const { host } = await registryWith({ users: ciUser });
    const authorization = `Basic ${Buffer.from('ci:secret word').toString('base64')}`;
    await putBase(`http://${host}`, 'base', '1', {}, { authorization });
    const fleet = fleetFor(host);
    const said = (environment: Readonly<Record<string, string>>) => {
      const { code, stderr } = drover(fleet, ['release'], environment);
      return [code, stderr.split('\n')[0]];
    };
    const act = `REGISTRY_DENIED: Cannot read the base image ${host}/base:1: the registry ${host}`;
    expect(said({})).toEqual([5, `${act} wants a user and a password`]);
    const source = 'DROVER_REGISTRY_USER and DROVER_REGISTRY_PASSWORD';
    expect(said({ DROVER_REGISTRY_USER: 'ci', DROVER_REGISTRY_PASSWORD: 'wrong' })).toEqual([
      5,
      `${act} does not take user "ci" and the password from ${source}`,
    ]);
    expect(said({ DROVER_REGISTRY_USER: 'ci', DROVER_REGISTRY_PASSWORD: 'secret word' })).toEqual([0, '']);
    const docker = mkdtempSync(join(work, 'docker.'));
    writeFileSync(join(docker, 'config.json'), JSON.stringify({ auths: { [host]: { auth: authorization.slice(6) } } }));
    expect(said({ DOCKER_CONFIG: docker })).toEqual([0, '']);
  });

  it('never shows the one from the environment to the registry of the base', async () => {
    const base = await standInRegistry(() => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }));
    const { host } = await registryWith();
    const fleet = fleetFor(host);
    git(fleet, 'config', 'drover.base', `${base.host}/base:1`);
    const { exitCode, stderr } = await meanwhile(fleet, { DROVER_REGISTRY_USER: 'ci', DROVER_REGISTRY_PASSWORD: 'x' });
    base.stop();
    expect(exitCode).toBe(5);
    expect(stderr).toContain('wants a user and a password');
    expect(base.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
  });
});

describe('A registry with a token server', () => {
  /** Base and fleet are there; the user may do this. */
  async function withTokens(...allowed: readonly string[]): Promise<{ host: string; fleet: string }> {
    const storage = mkdtempSync(join(work, 'images.'));
    const open = await registryWith({ storage });
    await putBase(`http://${open.host}`, 'base', '1');
    const server = await startTokenServer(storage, allowed);
    servers.push(server);
    const { host } = await registryWith({ storage, token: server.settings });
    return { host, fleet: fleetFor(host) };
  }
  const servers: { stop(): void }[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.stop();
  });

  it('takes what a user may push, with the base taken over where it lies', async () => {
    const { host, fleet } = await withTokens('pull', 'push');
    const { exitCode, stdout } = await meanwhile(fleet, { DROVER_REGISTRY_USER: 'ci', DROVER_REGISTRY_PASSWORD: 'secret word' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining(`image    ${host}/drover:`) });
    expect(stdout).toContain('pushed   3 blobs and manifests');
  });

  it('refuses a push by who may only pull, and a wrong password', async () => {
    const { host, fleet } = await withTokens('pull');
    const image = `${host}/drover:${git(fleet, 'rev-parse', 'HEAD')}`;
    const reader = await meanwhile(fleet, { DROVER_REGISTRY_USER: 'ci', DROVER_REGISTRY_PASSWORD: 'secret word' });
    expect(reader).toMatchObject({
      exitCode: 5,
      stderr: expect.stringContaining(
        `REGISTRY_DENIED: Cannot push ${image}: user "ci" has no right to do so at the registry ${host}`,
      ),
    });
    const stranger = await meanwhile(fleet, { DROVER_REGISTRY_USER: 'ci', DROVER_REGISTRY_PASSWORD: 'wrong' });
    expect(stranger).toMatchObject({ exitCode: 5, stderr: expect.stringContaining('does not take user "ci" and the password') });
  });
});

describe('A registry with TLS', () => {
  it('is trusted when its authority is, and only then', async () => {
    const certificate = { cert: join(work, 'cert.pem'), key: join(work, 'key.pem') };
    const subject = ['-subj', '/CN=registry', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-keyout',
        certificate.key,
        '-out',
        certificate.cert,
        ...subject,
      ],
      { stdio: 'ignore' },
    );
    const { host } = await registryWith({ certificate });
    const fleet = fleetFor(host, smallFleet, 'https://');
    const unknown = drover(fleet, ['release']);
    expect(unknown.code).toBe(6);
    expect(unknown.stderr).toContain(
      `Cannot read the base image ${host}/base:1: cannot reach the registry ${host}: an authority that is unknown here signed its certificate`,
    );
    expect(unknown.stderr).toContain(`put the authority's certificate into /etc/docker/certs.d/${host}/ca.crt`);
    const trusted = drover(fleet, ['release'], { SSL_CERT_FILE: certificate.cert });
    expect(trusted.stderr).toContain('its registry has no such image');
    // A loopback registry is asked without TLS unless the scheme is written.
    const plain = drover(fleet, ['release', '--base', `${host}/base:1`, '--repository', `${host}/drover`]);
    expect(plain.stderr).toContain(`the registry ${host} speaks TLS\n  write https://${host}/…`);
  });
});

describe('A release that cannot be', () => {
  const refused = (directory: string, ...args: readonly string[]) => {
    const { code, stderr, stdout } = drover(directory, ['release', ...args]);
    expect(stdout).toBe('');
    return [code, stderr] as const;
  };

  it('is of no repository, of no commit, or goes nowhere', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'drover-outside.'));
    made.push(outside);
    expect(refused(outside)).toEqual([3, expect.stringContaining('it is in no Git repository')]);
    const fleet = fleetFor('127.0.0.1:9');
    expect(refused(fleet, '--commit', 'nope')).toEqual([
      3,
      expect.stringContaining('Cannot release commit "nope": the repository has no such commit'),
    ]);
    expect(refused(fleet, '--commit', 'HEAD', '--work-tree')).toEqual([3, expect.stringContaining('exclude each other')]);
    git(fleet, 'config', '--unset', 'drover.repository');
    expect(refused(fleet)).toEqual([3, expect.stringContaining('git config drover.repository registry.example/drover')]);
  });

  it('is of a bundle with errors: all of them are listed with their lines, and nothing is pushed', async () => {
    const registry = await registryWith();
    const fleet = fleetFor(registry.host);
    commitFiles(fleet, { 'roles/motd/tasks/main.yml': '- nosuchmodule: {}\n- copy: { dest: /a }\n' });
    const [code, said] = refused(fleet);
    expect(code).toBe(3);
    expect(said).toContain('roles/motd/tasks/main.yml:1:3: MODULE_UNKNOWN');
    expect(said).toContain('1 | - nosuchmodule: {}');
    expect(said).toContain('roles/motd/tasks/main.yml:2:3: ROLE_ARGS');
    expect(said).toContain('Cannot use the bundle: it has 2 errors');
    commitFiles(fleet, { 'roles/motd/tasks/main.yml': '[]\n', 'roles/motd/templates/motd.j2': 'one\n{{ broken\n' });
    expect(refused(fleet)).toEqual([3, expect.stringMatching(/^roles\/motd\/templates\/motd\.j2:2:.*TEMPLATE_SYNTAX/)]);
    expect(registry.log()).not.toMatch(/POST|PUT/);
  });

  it('goes to a registry that is down', () => {
    expect(refused(fleetFor('127.0.0.1:9'))).toEqual([
      6,
      expect.stringContaining('cannot reach the registry 127.0.0.1:9: nothing listens there'),
    ]);
  });

  it('has no base, or one for other machines', async () => {
    const { host } = await registryWith();
    const fleet = fleetFor(host);
    expect(refused(fleet)).toEqual([
      3,
      expect.stringContaining(`Cannot use the base image ${host}/base:1: its registry has no such image`),
    ]);
    for (const index of [false, true]) {
      await putBase(`http://${host}`, 'base', '1', { architecture: 'arm64', index });
      expect(refused(fleet)).toEqual([3, expect.stringContaining('it is for linux/arm64, and linux/amd64 is wanted')]);
    }
  });

  it('has a tag that is there with another digest: both are told', async () => {
    const { host } = await registryWith();
    await putBase(`http://${host}`, 'base', '1');
    const fleet = fleetFor(host);
    const { digest, image } = release(fleet);
    await putBase(`http://${host}`, 'base', '1', { layer: Buffer.from('another base') });
    const [code, said] = refused(fleet);
    expect(code).toBe(5);
    expect(said).toMatch(
      new RegExp(`Cannot push ${image}: the tag is there with the digest ${digest}, and this release has sha256:[0-9a-f]{64}`),
    );
    expect(release(fleet, '--repository', `${host}/other`).digest).not.toBe(digest);
  });

  it('goes to a registry whose disk is full', async (context) => {
    const storage = mkdtempSync(join(tmpdir(), 'drover-full.'));
    made.push(storage);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', storage]).status !== 0) {
      console.log('SKIPPED: mounting a small file system takes root');
      return context.skip('mounting a small file system takes root');
    }
    try {
      const { host } = await registryWith({ storage });
      await putBase(`http://${host}`, 'base', '1');
      const fleet = fleetFor(host);
      commitFiles(fleet, { 'files/image': randomBytes(400_000).toString('latin1') });
      expect(refused(fleet)).toEqual([6, expect.stringContaining(`the registry ${host} is full`)]);
    } finally {
      for (const registry of running.splice(0)) await registry.stop();
      execFileSync('umount', [storage]);
    }
  });
});

describe('A hook', () => {
  /** A bare repository with the hook, and a clone of it to push from. */
  async function hooked(...flags: readonly string[]): Promise<{ bare: string; clone: string; host: string; installed: Ended }> {
    const { host } = await registryWith();
    await putBase(`http://${host}`, 'base', '1');
    const place = mkdtempSync(join(work, 'hook.'));
    const [bare, clone] = [join(place, 'fleet.git'), join(place, 'clone')];
    git(place, 'clone', '--quiet', '--bare', fleetFor(host), bare);
    git(bare, 'config', 'drover.repository', `${host}/drover`);
    git(bare, 'config', 'drover.base', `${host}/base:1`);
    const installed = drover(bare, ['hook', 'install', ...flags]);
    // Nobody is there to dispatch to.
    writeFileSync(join(bare, 'hooks/drover.env'), 'NOMAD_ADDR=http://127.0.0.1:9\n');
    git(bare, 'update-ref', 'refs/drover/dispatched', 'main');
    git(place, 'clone', '--quiet', bare, clone);
    return { bare, clone, host, installed };
  }

  it('releases what is pushed, says so to the person who pushes, and tells that Nomad is not there', async () => {
    const { clone, host, installed } = await hooked('--wait', '20');
    expect(installed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('releases and dispatches what is pushed to main; a push waits 20 s at most'),
    });
    const commit = commitFiles(clone, { 'roles/motd/templates/motd.j2': 'pushed\n' });
    const said = git(clone, 'push', 'origin', 'main');
    expect(said).toContain(`remote: image    ${host}/drover:${commit}`);
    expect(said).toContain('remote: dispatching motd to every host');
    expect(said).toContain('remote: the push is in the repository, but:');
    expect(said).toContain('remote: NOMAD_UNREACHABLE');
    expect(said).toContain('main -> main');
    expect((await pulled(host, commit)).text('bundle/roles/motd/templates/motd.j2')).toBe('pushed\n');
  });

  it('lets other branches and documentation pass without a dispatch', async () => {
    const { clone } = await hooked();
    expect(git(clone, 'push', 'origin', 'main:topic')).toContain('nothing is released: only pushes to main are');
    commitFiles(clone, { 'README.md': 'Words\n' });
    expect(git(clone, 'push', 'origin', 'main')).toContain('nothing is dispatched: no file that machines use has changed');
  });

  it("before one's own push refuses a bundle with errors", async () => {
    const { clone, bare, host } = await hooked();
    rmSync(join(bare, 'hooks/post-receive'));
    git(clone, 'config', 'drover.repository', `${host}/drover`);
    git(clone, 'config', 'drover.base', `${host}/base:1`);
    expect(drover(clone, ['hook', 'install', '--type', 'pre-push']).code).toBe(0);
    const before = git(bare, 'rev-parse', 'main');
    commitFiles(clone, { 'site.yml': '- hosts: all\n  roles: [absent]\n' });
    expect(() => git(clone, 'push', 'origin', 'main')).toThrow(
      expect.objectContaining({
        stdout: expect.stringMatching(/nothing was pushed:\n.*ROLE_MISSING: Cannot find role "absent"/s),
      }),
    );
    expect(git(bare, 'rev-parse', 'main')).toBe(before);
  });

  it('ends in the time that it says, though the registry never answers', async () => {
    const { clone, bare } = await hooked('--wait', '2');
    const { createServer } = await import('node:net');
    const sockets: { destroy(): void }[] = [];
    const server = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    git(bare, 'config', 'drover.base', `127.0.0.1:${typeof address === 'object' ? address?.port : 0}/base:1`);
    commitFiles(clone, { 'roles/motd/templates/motd.j2': 'late\n' });
    const start = performance.now();
    const { stderr } = await execa('git', ['push', 'origin', 'main'], { cwd: clone, env: { HOME: work }, reject: false });
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(stderr).toContain('there was no time left for it');
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('is not put in the place of another', async () => {
    const { bare } = await hooked();
    mkdirSync(join(bare, 'hooks'), { recursive: true });
    writeFileSync(join(bare, 'hooks/post-receive'), '#!/bin/sh\necho mine\n');
    expect(drover(bare, ['hook', 'install'])).toMatchObject({
      code: 5,
      stderr: expect.stringContaining("is there and not Drover's"),
    });
    expect(drover(bare, ['hook', 'install', '--wait', '0'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('a number of seconds from 1 to a day is wanted'),
    });
    expect(drover(bare, ['hook', 'run', 'post-commit'])).toMatchObject({ code: 3 });
  });
});
