import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import type { Place } from './gate.ts';
import { partLimits } from './limits.ts';

const newline = 0x0a;

/**
 * Receives a part of a report and unpacks it, never holding more than the limits allow.
 * @param isPacked gzip'd, as agents send it
 * @throws Refusal 400 for what is no whole gzip, 413 for a part or a line that is too large, 503 where there is no room now
 */
export async function receivePart(
  body: ReadableStream<Uint8Array> | null,
  isPacked: boolean,
  place: Place,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const line = lineLimit();
  const keep = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > partLimits.unpacked) throw tooLarge('part', partLimits.unpacked);
      line(chunk);
      place.grow(chunk.byteLength);
      chunks.push(chunk);
    }
  };
  const source = body === null ? Readable.from([]) : Readable.fromWeb(body);
  try {
    if (isPacked) await pipeline(source, packedLimit, createGunzip(), keep);
    else await pipeline(source, keep);
  } catch (error) {
    throw asRefusal(error);
  }
  return joined(chunks);
}

async function* packedLimit(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > partLimits.packed) throw tooLarge('part', partLimits.packed);
    yield chunk;
  }
}

/** Counts the bytes since the last newline. */
function lineLimit(): (chunk: Uint8Array) => void {
  let length = 0;
  return (chunk) => {
    let begin = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, begin)) {
      if (length + end - begin > partLimits.line) throw tooLarge('line', partLimits.line);
      length = 0;
      begin = end + 1;
    }
    length += chunk.length - begin;
    if (length > partLimits.line) throw tooLarge('line', partLimits.line);
  };
}

/** In memory of its own, which can be handed to the writer's thread. */
function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

function tooLarge(what: 'part' | 'line', limit: number): Refusal {
  return new Refusal(413, `Cannot take the report: a ${what} of it is larger than ${limit / 1024 / 1024} MiB`, {
    hint: what === 'part' ? 'send it in several parts' : 'leave out the diff of the task',
  });
}

function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return error;
  if (code === 'Z_BUF_ERROR')
    return new Refusal(400, 'Cannot unpack the report: it ends too early', { hint: 'send it again', cause: error });
  if (code.startsWith('Z_')) {
    return new Refusal(400, 'Cannot unpack the report: it is not gzip', {
      hint: 'pack it with gzip, or send it without "Content-Encoding"',
      cause: error,
    });
  }
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') {
    return new Refusal(400, 'Cannot take the report: the connection ended before it', { cause: error });
  }
  return error;
}
