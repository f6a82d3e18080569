import { join } from 'node:path';
import { command } from '../image/docker.ts';
import { droverCommand, repository } from '../support/drover.ts';
import type { Fleet } from './fleet.ts';

/** Layers without an overlay file system of their own, and in the test's place. */
const storage = { STORAGE_DRIVER: 'vfs', BUILDAH_ISOLATION: 'chroot', CONTAINERS_STORAGE_CONF: '/dev/null' };

/** Builds the image of this checkout and puts it into the registry: those of the fleets begin with it. */
export function publishBase(registry: string): void {
  const tag = 'localhost/drover:nomad-test';
  command('sh', [join(repository, 'scripts/image'), tag], storage);
  command('buildah', ['push', '--quiet', '--tls-verify=false', tag, `docker://${registry}/base:latest`], storage);
}

/** Releases the fleet's last commit as a person does. */
export function publish(fleet: Fleet, registry: string): void {
  const [file = '', ...first] = droverCommand;
  const where = ['--repository', `${registry}/drover`, '--base', `${registry}/base:latest`];
  command('sh', ['-c', 'cd "$0" && exec "$@"', fleet.directory, file, ...first, 'release', ...where]);
}
