import type { Readable } from 'node:stream';
import type { Answer } from './answer.ts';
import type { Registry } from './registry.ts';

export interface Blob {
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  /** Called only where it has to be sent. */
  readonly content: () => Promise<Uint8Array | Readable>;
  /** A repository of the same registry that has it. */
  readonly from?: string | undefined;
}

/** How a blob came to be in the registry: it was there, it was taken over from another repository there, it was sent. */
export type Pushed = 'present' | 'mounted' | 'sent';

/** A blob's content, from wherever the registry says it is; 404 is an answer. */
export async function readBlob(registry: Registry, name: string, digest: string, act: string): Promise<Answer> {
  const elsewhere = [301, 302, 303, 307, 308];
  let answer = await registry.request({
    method: 'GET',
    path: `/v2/${name}/blobs/${digest}`,
    expected: [200, 404, ...elsewhere],
    act,
  });
  for (let left = 5; elsewhere.includes(answer.status); left--) {
    await answer.content();
    const path = answer.header('location') ?? '';
    answer = await registry.request({ method: 'GET', path, expected: [200, ...(left > 0 ? elsewhere : [])], act });
  }
  return answer;
}

/** Sees to it that a repository has a blob, with as few bytes as can be. The registry checks its digest. */
export async function pushBlob(registry: Registry, name: string, blob: Blob, act: string): Promise<Pushed> {
  const { digest, size, from } = blob;
  const head = await registry.request({ method: 'HEAD', path: `/v2/${name}/blobs/${digest}`, expected: [200, 404], act });
  if (head.status === 200) return 'present';
  const mount = from === undefined ? '' : `?${new URLSearchParams({ mount: digest, from })}`;
  const path = `/v2/${name}/blobs/uploads/${mount}`;
  const begun = await registry.request({ method: 'POST', path, headers: { 'content-length': '0' }, expected: [201, 202], act });
  await begun.content();
  if (begun.status === 201) return 'mounted';
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(size) };
  const to = registry.uploadUrl(begun.header('location') ?? '', act);
  to.searchParams.append('digest', digest);
  const sent = await registry.request({ method: 'PUT', path: to, headers, body: await blob.content(), expected: [201], act });
  await sent.content();
  return 'sent';
}
