import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appendLayers } from './append-layers.ts';
import { type BaseImage, readBaseImage } from './base-image.ts';
import type { BundleFile } from './bundle-file.ts';
import { bundleLayers } from './bundle-layers.ts';
import { dockerCredentials, environmentCredentials } from './credentials.ts';
import { type ImageReference, imageText } from './image-reference.ts';
import { pushImage } from './push-image.ts';
import { readArchive } from './read-archive.ts';
import { Registry } from './registry.ts';
import type { Repository, Revision } from './repository.ts';

/** What the check of a bundle gives. */
export interface Checked {
  /** What the image carries beside the commit's files: these in compiled form. */
  readonly compiled: BundleFile;
}

/** Checks the bundle in a directory for every host of its inventory. @throws InvalidBundle with every finding */
export type Check<T extends Checked> = (bundle: string) => T;

export interface ReleaseOptions<T extends Checked> {
  readonly repository: Repository;
  /** A commit by any name; undefined for the work tree as it is. */
  readonly commit: string | undefined;
  /** Where it goes, without a tag. */
  readonly to: ImageReference;
  readonly base: ImageReference;
  readonly check: Check<T>;
  /** An empty directory for what is made on the way; the caller removes it. */
  readonly work: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Told what takes long. */
  readonly tell: (line: string) => void;
}

export interface Released<T> {
  readonly commit: string;
  /** `HOST/NAME:TAG`; the tag is the commit. */
  readonly image: string;
  readonly digest: string;
  /** `HOST/NAME@DIGEST` of the base. */
  readonly base: string;
  /** What the bundle holds. */
  readonly files: readonly BundleFile[];
  /** Compressed bytes of the bundle's layers. */
  readonly size: number;
  /** Blobs and manifests that were sent; none where the image was there. */
  readonly sent: number;
  readonly bytes: number;
  /** What the check returned. */
  readonly checked: T;
}

/**
 * Makes the image of a commit, the base with the commit's bundle on top, and pushes what the registry does not have.
 * The same commit on the same base gives the same digest.
 */
export async function release<T extends Checked>(options: ReleaseOptions<T>): Promise<Released<T>> {
  const { to, base, environment, signal, tell } = options;
  const { revision, files } = await commitFiles(options);
  const given = environmentCredentials(environment);
  const registry = (at: ImageReference, scopes: string[]): Registry =>
    // A password from the environment is for where releases go, and must not reach another registry.
    new Registry({
      at,
      scopes,
      environment,
      signal,
      credentials: async () => (at.host === to.host ? given : undefined) ?? (await dockerCredentials(at.host, environment)),
    });
  const pull = `repository:${base.name}:pull`;
  const source = registry(base, [pull]);
  const target = registry(to, [`repository:${to.name}:pull,push`, ...(base.host === to.host ? [pull] : [])]);
  try {
    // The base is on its way while the bundle is checked.
    const [image, { checked, layers }] = await Promise.all([
      readBaseImage(source, base),
      checkedLayers(options, revision, files),
    ]);
    const made = appendLayers(image, layers, revision);
    const tagged = { ...to, tag: revision.commit, digest: undefined };
    const counts = await pushImage({
      image: made,
      layers,
      to: tagged,
      registry: target,
      base: { image, reference: base, registry: source },
      tell,
    });
    return {
      commit: revision.commit,
      image: imageText(tagged),
      digest: made.digest,
      base: baseText(base, image),
      files,
      size: layers.reduce((sum, { content }) => sum + content.length, 0),
      ...counts,
      checked,
    };
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

function baseText({ host, name }: ImageReference, { digest }: BaseImage): string {
  return imageText({ host, name, tag: undefined, digest });
}

async function commitFiles<T extends Checked>({
  repository,
  commit,
  work,
}: ReleaseOptions<T>): Promise<{ revision: Revision; files: BundleFile[] }> {
  const archive = join(work, 'commit.tar');
  if (commit === undefined) {
    const revision = await repository.archiveWorkTree(archive, work);
    return { revision, files: await readArchive(archive) };
  }
  const revision = await repository.revision(commit);
  await repository.archive(revision, archive);
  return { revision, files: await readArchive(archive) };
}

async function checkedLayers<T extends Checked>(
  { check, work }: ReleaseOptions<T>,
  { commit, time }: Revision,
  files: readonly BundleFile[],
) {
  const bundle = join(work, 'bundle');
  mkdirSync(bundle);
  for (const { path, content, executable, link } of files) {
    const place = join(bundle, path);
    mkdirSync(dirname(place), { recursive: true });
    if (link === undefined) writeFileSync(place, content, { mode: executable ? 0o755 : 0o644 });
    else symlinkSync(link, place);
  }
  const checked = check(bundle);
  return { checked, layers: await bundleLayers({ files, compiled: checked.compiled, commit }, time) };
}
