import { describe, expect, it } from 'vitest';
import { imageReference, imageText } from '../../../src/release/image-reference.ts';

const digest = `sha256:${'0'.repeat(64)}`;

describe('An image reference', () => {
  it.each([
    ['registry.example/fleet', 'https://registry.example', 'fleet', undefined, undefined],
    ['registry.example:5000/team/fleet:1.0', 'https://registry.example:5000', 'team/fleet', '1.0', undefined],
    ['localhost:5000/fleet', 'http://localhost:5000', 'fleet', undefined, undefined],
    ['127.0.0.1:5000/fleet', 'http://127.0.0.1:5000', 'fleet', undefined, undefined],
    ['[::1]:5000/fleet', 'http://[::1]:5000', 'fleet', undefined, undefined],
    ['https://127.0.0.1:5000/fleet', 'https://127.0.0.1:5000', 'fleet', undefined, undefined],
    ['http://registry:80/fleet', 'http://registry:80', 'fleet', undefined, undefined],
    [`registry.example/fleet@${digest}`, 'https://registry.example', 'fleet', undefined, digest],
    [`registry.example/fleet:1@${digest}`, 'https://registry.example', 'fleet', '1', digest],
    ['docker.io/alpine:3', 'https://registry-1.docker.io', 'library/alpine', '3', undefined],
  ])('reads %s', (text, origin, name, tag, has) => {
    expect(imageReference(text, 'the base image')).toMatchObject({ origin, name, tag, digest: has });
  });

  it('is written without the scheme, as a job takes it', () => {
    expect(imageText(imageReference('http://registry:80/fleet:1', 'it'))).toBe('registry:80/fleet:1');
    expect(imageText(imageReference(`registry:80/fleet@${digest}`, 'it'))).toBe(`registry:80/fleet@${digest}`);
  });

  it.each([
    '',
    'fleet',
    'team/fleet',
    'registry.example',
    'registry.example/Fleet',
    'registry.example/fleet:',
    'registry.example/a b',
    'ftp://registry.example/a',
    `registry.example/a@sha256:12`,
    'registry.example/../a',
  ])('refuses "%s"', (text) => {
    expect(() => imageReference(text, 'the base image')).toThrow(`Cannot use "${text}" as the base image: it is no HOST/NAME`);
  });
});
