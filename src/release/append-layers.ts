import type { BaseImage, Descriptor, ImageConfig, Manifest } from './base-image.ts';
import { digestOf, type Layer } from './layer.ts';
import type { Revision } from './repository.ts';

/** An image as it is pushed: the bytes of its manifest and its configuration. */
export interface NewImage {
  readonly manifest: Uint8Array;
  readonly mediaType: string;
  readonly digest: string;
  readonly config: Uint8Array;
  readonly configDigest: string;
}

/** Layers have the type that goes with the manifest's. */
const layerTypes: Readonly<Record<string, string>> = {
  'application/vnd.oci.image.manifest.v1+json': 'application/vnd.oci.image.layer.v1.tar+gzip',
  'application/vnd.docker.distribution.manifest.v2+json': 'application/vnd.docker.image.rootfs.diff.tar.gzip',
};

/** The base image with these layers on top. The same base, layers and revision give the same bytes. */
export function appendLayers(base: BaseImage, layers: readonly Layer[], { commit, time }: Revision): NewImage {
  const created = new Date(time * 1000).toISOString();
  const config = Buffer.from(JSON.stringify(newConfig(base, layers, commit, created)));
  const configDigest = digestOf(config);
  const descriptors = layers.map(
    ({ content, digest }): Descriptor => ({ mediaType: layerTypes[base.mediaType] ?? '', digest, size: content.length }),
  );
  // What the base says of its own base would be wrong of this image.
  const { annotations = {}, ...kept } = base.manifest;
  const said = Object.entries(annotations).filter(([name]) => !name.startsWith('org.opencontainers.image.base.'));
  const content: Manifest = {
    ...kept,
    ...(said.length === 0 ? {} : { annotations: Object.fromEntries(said) }),
    config: { ...base.manifest.config, digest: configDigest, size: config.length },
    layers: [...base.manifest.layers, ...descriptors],
  };
  const manifest = Buffer.from(JSON.stringify(content));
  return { manifest, mediaType: base.mediaType, digest: digestOf(manifest), config, configDigest };
}

function newConfig({ config, digest }: BaseImage, layers: readonly Layer[], commit: string, created: string): ImageConfig {
  const labels = {
    ...config.config?.Labels,
    'org.opencontainers.image.base.digest': digest,
    'org.opencontainers.image.revision': commit,
  };
  const steps = layers.map(() => ({ created, created_by: `drover release --commit ${commit}` }));
  return {
    ...config,
    ...{ created },
    config: { ...config.config, Labels: labels },
    rootfs: { ...config.rootfs, diff_ids: [...config.rootfs.diff_ids, ...layers.map(({ diffId }) => diffId)] },
    // Steps are counted against layers: without the earlier ones there can be no later ones.
    ...(config.history === undefined ? {} : { history: [...config.history, ...steps] }),
  };
}
