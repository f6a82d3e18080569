import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Docker, loadImage, missingForDocker, startDocker } from '../support/docker.ts';
import { repository } from '../support/drover.ts';
import { copyHostRoot, type Libc, makeHostRoot, missingForHostRoots, removeHostRoot } from '../support/host-root.ts';
import { hostTree } from '../support/host-tree.ts';

const tag = 'drover:image-test';
/** What the agent needs to write any file for anyone and to enter the root; nothing that reaches the kernel. */
const capabilities = ['chown', 'dac_override', 'fowner', 'fsetid', 'setgid', 'setuid', 'sys_chroot'];
const minutes = 60_000;
const without = ['/var/lib/drover', '/run/drover'];

const missing = missingForDocker() ?? missingForHostRoots('none') ?? missingForHostRoots('glibc');
const docker = missing ?? (await startDocker());
const unusable = typeof docker === 'string' ? docker : undefined;
if (unusable !== undefined) console.warn(`\nNOT TESTED, the image in real Docker: ${unusable}\n`);

describe.skipIf(unusable !== undefined)('The image, run by Docker with named capabilities', () => {
  const run = (root: string, ...flags: readonly string[]): ReturnType<Docker['run']> => {
    if (typeof docker === 'string') throw new Error(docker);
    const caps = capabilities.flatMap((name) => ['--cap-add', name]);
    const container = ['run', '--rm', '--network', 'host', '--cap-drop', 'all', ...caps, '--volume', `${root}:/host`, tag];
    return docker.run(...container, 'apply', '--bundle', '/bundle', '--root', '/host', '--host', 'node1', ...flags);
  };

  beforeAll(() => {
    if (typeof docker === 'string') return;
    execFileSync('sh', [join(repository, 'scripts/image'), tag], { stdio: ['ignore', 'ignore', 'inherit'] });
    loadImage(docker, tag);
  }, 10 * minutes);
  afterAll(async () => {
    if (typeof docker === 'string') return;
    docker.run('image', 'rm', '--force', tag);
    await docker.stop();
  }, minutes);

  it.each<[string, Libc]>([
    ['glibc', 'glibc'],
    ['a static busybox only', 'none'],
  ])('converges a root with %s as the direct run does', { timeout: 5 * minutes }, (_what, libc) => {
    const direct = makeHostRoot(libc);
    const root = copyHostRoot(direct);
    try {
      const command = ['apply', '--bundle', join(repository, 'dist/bundle'), '--root', direct, '--host', 'node1'];
      execFileSync(join(repository, 'dist/drover'), command, { stdio: ['ignore', 'ignore', 'inherit'] });
      const first = run(root);
      expect(first.code, first.output).toBe(0);
      // A service's stand-in notes the uptime of its last start.
      const settled = Object.entries(hostTree(root, { without })).filter(([path]) => !path.endsWith('.since'));
      const wanted = Object.entries(hostTree(direct, { without })).filter(([path]) => !path.endsWith('.since'));
      expect(Object.fromEntries(settled)).toEqual(Object.fromEntries(wanted));
      const second = run(root);
      expect(second.output).toMatch(/node1 +: ok=\d+ +changed=0 /);
      expect(second.code).toBe(0);
    } finally {
      removeHostRoot(direct);
      removeHostRoot(root);
    }
  });
});
