import { DroverError } from '../core/errors.ts';
import type { NewImage } from './append-layers.ts';
import { type BaseImage, type Descriptor, manifestTypes } from './base-image.ts';
import { type Blob, pushBlob, readBlob } from './blobs.ts';
import { type ImageReference, imageText } from './image-reference.ts';
import { digestOf, type Layer } from './layer.ts';
import type { Registry } from './registry.ts';

export interface Push {
  readonly image: NewImage;
  readonly layers: readonly Layer[];
  /** Where it goes; its tag is the commit's. */
  readonly to: ImageReference;
  readonly registry: Registry;
  readonly base: { readonly image: BaseImage; readonly reference: ImageReference; readonly registry: Registry };
  readonly tell: (line: string) => void;
}

export interface PushCounts {
  /** Blobs and manifests sent. */
  readonly sent: number;
  /** Their bytes. */
  readonly bytes: number;
}

/** Bytes from which on it is worth a line that a layer of the base is copied. */
const worthALine = 1024 * 1024;

/**
 * Pushes an image under its tag, and of its blobs only those that the registry does not have.
 * @throws DroverError `TAG_CONFLICT` where the tag is there with another digest
 */
export async function pushImage(push: Push): Promise<PushCounts> {
  const { image, layers, to, registry } = push;
  const act = `push ${imageText(to)}`;
  if (await isThere(push, act)) return { sent: 0, bytes: 0 };
  const own = [...layers, { digest: image.configDigest, content: image.config }].map(
    ({ digest, content }): Blob => ({ digest, size: content.length, content: async () => content }),
  );
  const pushed = await Promise.all(
    [...baseBlobs(push), ...own].map(async (blob) => ((await pushBlob(registry, to.name, blob, act)) === 'sent' ? blob.size : 0)),
  );
  const sizes = [...pushed.filter((size) => size > 0), image.manifest.length];
  const path = `/v2/${to.name}/manifests/${to.tag}`;
  const headers = { 'content-type': image.mediaType };
  const answer = await registry.request({ method: 'PUT', path, headers, body: image.manifest, expected: [201], act });
  await answer.content();
  return { sent: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Whether the tag names this very image already. */
async function isThere({ image, to, registry }: Push, act: string): Promise<boolean> {
  const request = { path: `/v2/${to.name}/manifests/${to.tag}`, headers: { accept: manifestTypes }, act } as const;
  const head = await registry.request({ ...request, method: 'HEAD', expected: [200, 404] });
  if (head.status === 404) return false;
  const told = head.header('docker-content-digest');
  const there = told ?? digestOf(await (await registry.request({ ...request, method: 'GET', expected: [200] })).content());
  if (there === image.digest) return true;
  throw new DroverError(
    'TAG_CONFLICT',
    `Cannot ${act}: the tag is there with the digest ${there}, and this release has ${image.digest}`,
    { hint: 'it was released onto another base, or by another version of drover: release a new commit, or delete the tag' },
  );
}

/** The layers of the base, each once, but for those that no registry may have. */
function baseBlobs({ base, to, tell }: Push): Blob[] {
  const { image, reference, registry } = base;
  const from = reference.host === to.host && reference.name !== to.name ? reference.name : undefined;
  const copied = image.manifest.layers.filter(({ mediaType }) => !/foreign|nondistributable/.test(mediaType));
  const once = new Map(copied.map((layer) => [layer.digest, layer])).values();
  return [...once].map(({ digest, size }: Descriptor) => ({
    digest,
    size,
    from,
    content: async () => {
      if (size > worthALine) tell(`copying a layer of the base image, ${(size / 1e6).toFixed(1)} MB`);
      const act = `copy ${digest} of the base image ${imageText(reference)}`;
      const answer = await readBlob(registry, reference.name, digest, act);
      if (answer.status === 200) return answer.body;
      await answer.content();
      throw new DroverError('IMAGE_INVALID', `Cannot ${act}: its registry does not have it`, {
        hint: 'push the base image again',
      });
    },
  }));
}
