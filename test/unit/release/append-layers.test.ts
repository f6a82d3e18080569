import { describe, expect, it } from 'vitest';
import { appendLayers } from '../../../src/release/append-layers.ts';
import type { BaseImage } from '../../../src/release/base-image.ts';
import { digestOf, type Layer } from '../../../src/release/layer.ts';

const docker = 'application/vnd.docker.distribution.manifest.v2+json';
const oci = 'application/vnd.oci.image.manifest.v1+json';
const lower = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: 'sha256:1', size: 1 };
const layer: Layer = { content: Buffer.from('zip'), digest: 'sha256:2', diffId: 'sha256:3' };
const revision = { commit: 'c0ffee', time: 1_700_000_000 };

function base(mediaType: string, history?: readonly unknown[]): BaseImage {
  const config = {
    architecture: 'amd64',
    os: 'linux',
    created: '1970-01-01T00:00:00Z',
    config: { Entrypoint: ['/usr/bin/drover'], Labels: { vendor: 'us' } },
    rootfs: { type: 'layers', diff_ids: ['sha256:0'] },
    ...(history === undefined ? {} : { history }),
  };
  const manifest = { schemaVersion: 2, mediaType, config: { mediaType: 'config', digest: 'sha256:c', size: 9 }, layers: [lower] };
  return { manifest, mediaType, config, digest: 'sha256:b' };
}

const parsed = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString('utf8'));

describe('Layers on top of a base', () => {
  it('come last, in manifest and configuration', () => {
    const image = appendLayers(base(oci, [{ created_by: 'base' }]), [layer], revision);
    expect(parsed(image.manifest)).toMatchObject({
      config: { mediaType: 'config', digest: digestOf(image.config), size: image.config.length },
      layers: [lower, { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: 'sha256:2', size: 3 }],
    });
    expect(parsed(image.config)).toEqual({
      architecture: 'amd64',
      os: 'linux',
      created: '2023-11-14T22:13:20.000Z',
      config: {
        Entrypoint: ['/usr/bin/drover'],
        Labels: {
          vendor: 'us',
          'org.opencontainers.image.base.digest': 'sha256:b',
          'org.opencontainers.image.revision': 'c0ffee',
        },
      },
      rootfs: { type: 'layers', diff_ids: ['sha256:0', 'sha256:3'] },
      history: [{ created_by: 'base' }, { created: '2023-11-14T22:13:20.000Z', created_by: 'drover release --commit c0ffee' }],
    });
    expect(image.digest).toBe(digestOf(image.manifest));
  });

  it("have Docker's type in an image of Docker's", () => {
    const { manifest } = appendLayers(base(docker), [layer], revision);
    expect(parsed(manifest).layers[1].mediaType).toBe('application/vnd.docker.image.rootfs.diff.tar.gzip');
  });

  it('keep what the base is annotated with, but for what it says of its own base', () => {
    const { manifest, ...rest } = base(oci);
    const annotations = {
      vendor: 'us',
      'org.opencontainers.image.base.digest': 'sha256:9',
      'org.opencontainers.image.base.name': '',
    };
    const of = (said: Record<string, string>) =>
      parsed(appendLayers({ ...rest, manifest: { ...manifest, annotations: said } }, [layer], revision).manifest);
    expect(of(annotations).annotations).toEqual({ vendor: 'us' });
    expect(of({ 'org.opencontainers.image.base.name': '' })).not.toHaveProperty('annotations');
  });

  it('begin no history where the base has none', () => {
    expect(parsed(appendLayers(base(oci), [layer], revision).config)).not.toHaveProperty('history');
  });
});
