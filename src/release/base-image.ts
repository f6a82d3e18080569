import { DroverError } from '../core/errors.ts';
import { readBlob } from './blobs.ts';
import { type ImageReference, imageText } from './image-reference.ts';
import { digestOf } from './layer.ts';
import type { Registry } from './registry.ts';

/** What a manifest says of a blob. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
}

export interface Manifest {
  readonly schemaVersion: number;
  readonly mediaType?: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An image's configuration, as far as a release reads it; the rest is kept as it is. */
export interface ImageConfig {
  readonly architecture: string;
  readonly os: string;
  readonly config?: { readonly Labels?: Readonly<Record<string, string>> | null };
  readonly rootfs: { readonly type: string; readonly diff_ids: readonly string[] };
  readonly history?: readonly unknown[];
}

export interface BaseImage {
  readonly manifest: Manifest;
  readonly mediaType: string;
  readonly config: ImageConfig;
  /** Of the manifest for this platform. */
  readonly digest: string;
}

const imageTypes = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];
const indexTypes = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json'];
export const manifestTypes = [...imageTypes, ...indexTypes].join(', ');

/**
 * Reads manifest and configuration of the image that a release is appended to; of an index, the ones for linux/amd64.
 * @throws DroverError `IMAGE_INVALID` where there is none that machines could run
 */
export async function readBaseImage(registry: Registry, reference: ImageReference): Promise<BaseImage> {
  const found = await readManifest(registry, reference, reference.digest ?? reference.tag ?? 'latest');
  if (!indexTypes.includes(found.mediaType)) return await withConfig(registry, reference, found);
  const { manifests = [] } = found.content as { manifests?: readonly Descriptor[] };
  const fitting = manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64');
  if (fitting === undefined) {
    const there = manifests.map(({ platform }) => `${platform?.os}/${platform?.architecture}`).join(', ');
    throw unusable(reference, `it is for ${there === '' ? 'no platform' : there}, and linux/amd64 is wanted`);
  }
  return await withConfig(registry, reference, await readManifest(registry, reference, fitting.digest));
}

interface Found {
  readonly content: unknown;
  readonly mediaType: string;
  readonly digest: string;
}

async function readManifest(registry: Registry, image: ImageReference, which: string): Promise<Found> {
  const answer = await registry.request({
    method: 'GET',
    path: `/v2/${image.name}/manifests/${which}`,
    headers: { accept: manifestTypes },
    expected: [200, 404],
    act: `read the base image ${imageText(image)}`,
  });
  const bytes = await answer.content();
  if (answer.status === 404) throw unusable(image, 'its registry has no such image', 'push a base first: see docs/release.md');
  const digest = digestOf(bytes);
  if (which.startsWith('sha256:') && digest !== which) throw unusable(image, `its manifest has the digest ${digest}`);
  const content = parse(bytes, image) as { mediaType?: string };
  return { content, mediaType: content.mediaType ?? answer.header('content-type')?.split(';')[0] ?? '', digest };
}

async function withConfig(registry: Registry, image: ImageReference, { content, mediaType, digest }: Found): Promise<BaseImage> {
  if (!imageTypes.includes(mediaType)) {
    throw unusable(image, `its manifest is of the type "${mediaType}"`, 'push it again with a current docker, buildah or podman');
  }
  const manifest = content as Manifest;
  const answer = await readBlob(registry, image.name, manifest.config.digest, `read the base image ${imageText(image)}`);
  const bytes = await answer.content();
  if (digestOf(bytes) !== manifest.config.digest) throw unusable(image, 'its configuration is missing or damaged');
  const config = parse(bytes, image) as ImageConfig;
  const platform = `${config.os}/${config.architecture}`;
  if (platform !== 'linux/amd64') throw unusable(image, `it is for ${platform}, and linux/amd64 is wanted`);
  return { manifest, mediaType, config, digest };
}

function parse(bytes: Uint8Array, image: ImageReference): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw unusable(image, 'its manifest or configuration is no JSON', undefined, error);
  }
}

function unusable(image: ImageReference, why: string, hint?: string, cause?: unknown): DroverError {
  return new DroverError('IMAGE_INVALID', `Cannot use the base image ${imageText(image)}: ${why}`, { hint, cause });
}
