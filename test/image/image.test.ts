import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { command, type Docker, startDocker } from './docker.ts';
import { snapshot } from './snapshot.ts';

const repository = join(import.meta.dirname, '../..');
const hostRoot = join(repository, 'test/support/host-root');
const work = mkdtempSync(join(tmpdir(), 'drover-image-'));
const tag = 'localhost/drover:test';
/** Layers without an overlay file system, and in a place of our own. */
const storage = { STORAGE_DRIVER: 'vfs', BUILDAH_ISOLATION: 'chroot', CONTAINERS_STORAGE_CONF: '/dev/null' };
/** What changing owners, modes and users of another root takes, named one by one. */
const capabilities = ['SYS_CHROOT', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'SETUID', 'SETGID'];
/** The lock file names the process and the moment. */
const differing = new Set(['run/drover/lock']);

let docker: Docker | string = 'not started';

beforeAll(async () => {
  docker = await startDocker(join(work, 'docker'));
  if (typeof docker === 'string') return;
  command('sh', [join(repository, 'scripts/image'), tag], storage);
  command('buildah', ['push', tag, `oci:${join(work, 'oci')}`], storage);
  command('buildah', ['push', tag, `docker-archive:${join(work, 'docker.tar')}:${tag}`], storage);
  docker.run('load', '--input', join(work, 'docker.tar'));
}, 300_000);

afterAll(async () => {
  if (typeof docker !== 'string') await docker.stop();
  rmSync(work, { recursive: true, force: true });
});

describe('The image', () => {
  it('has at most 45 MB, compressed', (context) => {
    daemonOr(context);
    const blobs = join(work, 'oci/blobs/sha256');
    const size = readdirSync(blobs).reduce((sum, name) => sum + statSync(join(blobs, name)).size, 0);
    expect(size).toBeLessThan(45e6);
  });

  it.for(['none', 'glibc'])('converges a root with libc "%s" as the direct run does, not privileged', (libc, context) => {
    const daemon = daemonOr(context);
    const roots = ['direct', 'image'].map((name) => join(work, `${libc}-${name}`));
    const [direct = '', image = ''] = roots;
    for (const root of roots) command('sh', [hostRoot, '--libc', libc, root]);
    command(join(repository, 'dist/drover'), [
      'apply',
      '--bundle',
      join(repository, 'dist/bundle'),
      '--root',
      direct,
      '--host',
      'node1',
    ]);
    const granted = capabilities.flatMap((name) => ['--cap-add', name]);
    const flags = ['run', '--rm', '--network', 'host', '--cap-drop', 'ALL', ...granted, '--volume', `${image}:/host`];
    daemon.run(...flags, tag, 'apply', '--root', '/host', '--host', 'node1');
    expect(difference(snapshot(direct), snapshot(image))).toEqual([]);
    expect(existsSync(join(image, 'etc/nomad.d'))).toBe(true);
    // As the job starts it: the image's own command, and the dispatch in the environment.
    const commit = readFileSync(join(repository, 'dist/bundle/COMMIT'), 'utf8').trim();
    const dispatch = { DROVER_HOST: 'node1', NOMAD_META_COMMIT: commit, NOMAD_META_ROLE: 'all' };
    const settings = Object.entries(dispatch).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
    expect(daemon.run(...flags, ...settings, tag)).toMatch(/node1 +: ok=\d+ +changed=0 /);
  });
});

/** The daemon; without one the test is skipped, and the reason is printed. */
function daemonOr(context: TestContext): Docker {
  if (typeof docker !== 'string') return docker;
  console.log(`SKIPPED: ${docker}`);
  return context.skip(docker);
}

function difference(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): string[] {
  const paths = [...new Set([...left.keys(), ...right.keys()])].filter((path) => !differing.has(path));
  const differ = paths.filter((path) => left.get(path) !== right.get(path));
  return differ.map((path) => `${path}: ${left.get(path)} / ${right.get(path)}`);
}
