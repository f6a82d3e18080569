import { DroverError } from '../core/errors.ts';

/** Where an image lies. */
export interface ImageReference {
  /** As people write it and as credentials are filed: `registry.example:5000`. */
  readonly host: string;
  /** Where its API is: `https://registry.example:5000`. */
  readonly origin: string;
  /** `fleet/main` */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const shape = new RegExp(
  `^(?:(https?)://)?([A-Za-z0-9.-]+(?::\\d+)?|\\[[0-9a-fA-F:]+\\](?::\\d+)?)/(${part}(?:/${part})*)(?::(\\w[\\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$`,
);

/**
 * Reads `HOST[:PORT]/NAME[:TAG][@DIGEST]`. A registry on this machine is spoken to without TLS, any other with it, unless
 * `http://` or `https://` stands in front.
 * @param role what the image is, for errors
 * @throws DroverError `USAGE`
 */
export function imageReference(text: string, role: string): ImageReference {
  const [, scheme, host = '', name = '', tag, digest] = shape.exec(text.trim()) ?? [];
  const isHost = /[.:]/.test(host) || host === 'localhost' || scheme !== undefined;
  if (!isHost) {
    throw new DroverError('USAGE', `Cannot use "${text}" as ${role}: it is no HOST/NAME`, {
      hint: 'an example is registry.example:5000/fleet; names have small letters',
    });
  }
  // Docker's own registry is called one thing and answers as another.
  if (host === 'docker.io') {
    const full = name.includes('/') ? name : `library/${name}`;
    return { host, origin: 'https://registry-1.docker.io', name: full, tag, digest };
  }
  return { host, origin: `${scheme ?? (isLoopback(host) ? 'http' : 'https')}://${host}`, name, tag, digest };
}

/** `HOST/NAME:TAG`, `HOST/NAME@DIGEST`; what a job or `docker pull` takes. */
export function imageText({ host, name, tag, digest }: Pick<ImageReference, 'host' | 'name' | 'tag' | 'digest'>): string {
  return `${host}/${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
}
