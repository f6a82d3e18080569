import { DroverError } from '../core/errors.ts';
import { type ImageReference, imageReference } from './image-reference.ts';
import type { Repository } from './repository.ts';

export interface ReleaseFlags {
  readonly repository?: string | undefined;
  readonly base?: string | undefined;
}

export interface ReleaseSettings {
  readonly to: ImageReference;
  readonly base: ImageReference;
}

/**
 * Where releases go and what they are made on: from flags, else the environment, else `git config` of the repository,
 * which is where a hook finds it.
 * @throws DroverError `USAGE` where one is not set, or is no image
 */
export async function releaseSettings(
  flags: ReleaseFlags,
  environment: Readonly<Record<string, string | undefined>>,
  repository: Repository,
): Promise<ReleaseSettings> {
  const find = async (name: keyof ReleaseFlags): Promise<string | undefined> =>
    flags[name] ?? (environment[`DROVER_${name.toUpperCase()}`] || (await repository.setting(`drover.${name}`)));
  const needed = async (name: keyof ReleaseFlags, what: string, example: string): Promise<string> => {
    const found = await find(name);
    if (found !== undefined) return found;
    throw new DroverError('USAGE', `Cannot release: ${what} is not set`, {
      hint: `git config drover.${name} ${example}, or --${name}, or DROVER_${name.toUpperCase()}`,
    });
  };
  const to = imageReference(
    await needed('repository', 'the image to push to', 'registry.example/drover'),
    'the image to push to',
  );
  const base = imageReference(await needed('base', 'the base image', 'registry.example/drover-base:VERSION'), 'the base image');
  if (to.tag === undefined && to.digest === undefined) return { to, base };
  throw new DroverError('USAGE', `Cannot release to ${to.host}/${to.name} with a tag or digest: the tag is the commit`, {
    hint: `leave it away: --repository ${to.host}/${to.name}`,
  });
}
