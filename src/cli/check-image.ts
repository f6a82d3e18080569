import { DroverError } from '../core/errors.ts';
import { attempt, type Finding, failed, ok, warn } from '../nomad/doctor/finding.ts';
import { dockerCredentials, environmentCredentials } from '../release/credentials.ts';
import { imageReference } from '../release/image-reference.ts';
import { Registry } from '../release/registry.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Whether the registry of a job's image answers here, and has the commit's image, or any.
 * @param image as the job has it: its tag may be `${NOMAD_META_COMMIT}`
 */
export async function checkImage(
  image: string,
  commit: string | undefined,
  { environment, signal }: Pick<Surroundings, 'environment' | 'signal'>,
): Promise<readonly Finding[]> {
  const name = image.replace(/:\$\{NOMAD_META_COMMIT\}$/, '');
  const at = await attempt(async () => imageReference(name, "the job's image"));
  if (at instanceof DroverError) return [failed('registry', at)];
  const registry = new Registry({
    at,
    scopes: [`repository:${at.name}:pull`],
    credentials: async () => environmentCredentials(environment) ?? (await dockerCredentials(at.host, environment)),
    environment,
    signal,
  });
  const get = (path: string, method: 'GET' | 'HEAD' = 'GET') =>
    registry.request({ method, path, headers: { accept: manifests }, expected: [200, 404], act: `look for ${name}` });
  try {
    const answer = await attempt(() => get(`/v2/${at.name}/${commit === undefined ? 'tags/list' : `manifests/${commit}`}`));
    if (answer instanceof DroverError) return [failed('registry', answer)];
    const said = answer.status === 200 ? (await answer.content()).toString('utf8') : undefined;
    return [ok('registry', `${at.host} answers`), imageFinding(name, commit, said)];
  } finally {
    await registry.close();
  }
}

const manifests = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/json',
].join(', ');

function imageFinding(name: string, commit: string | undefined, said: string | undefined): Finding {
  if (commit !== undefined) {
    return said === undefined
      ? { ...warn('image', `there is no ${name}:${commit}`, `drover release --commit ${commit}`), status: 'fail' }
      : ok('image', `${name}:${commit} is there`);
  }
  const { tags } = JSON.parse(said ?? '{}') as { readonly tags?: readonly string[] | null };
  const count = tags?.length ?? 0;
  if (count === 0) return warn('image', `${name} has no image of any commit yet`, 'drover release');
  return ok('image', `${name} has ${count === 1 ? '1 image' : `${count} images`}; --commit SHA looks for one`);
}
