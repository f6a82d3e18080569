import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import type { Place } from './gate.ts';
import { partLimits } from './limits.ts';

const unzip = promisify(gunzip);
const newline = 0x0a;

/**
 * Receives a part of a report and unpacks it, never holding more than the limits allow.
 * @param isPacked gzip'd, as agents send it
 * @throws Refusal 400 for what is no whole gzip, 413 for a part or a line that is too large, 503 where there is no room now
 */
export async function receivePart(body: AsyncIterable<Uint8Array> | null, isPacked: boolean, place: Place): Promise<Uint8Array> {
  const received = await whole(body ?? [], isPacked ? partLimits.packed : partLimits.unpacked, place);
  const text = isPacked ? await unpacked(received, place) : received;
  checkLines(text);
  return text;
}

async function whole(body: AsyncIterable<Uint8Array> | [], limit: number, place: Place): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > limit) throw tooLarge('part', limit);
      place.grow(chunk.byteLength);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'Cannot take the report: the connection ended before it', { cause: error });
  }
  return Buffer.concat(chunks, bytes);
}

/** A gzip ends with the size of what is in it. That is good for taking the room at once; one that lies, or is cut, meets the limit. */
async function unpacked(packed: Uint8Array, place: Place): Promise<Uint8Array> {
  const { unpacked: limit } = partLimits;
  const said = packed.length < 18 ? 0 : new DataView(packed.buffer, packed.byteOffset).getUint32(packed.length - 4, true);
  const expected = said > limit ? 0 : said;
  place.grow(expected);
  try {
    const text = await unzip(packed, { maxOutputLength: limit, chunkSize: Math.max(expected, 16_384) });
    place.grow(Math.max(0, text.length - expected));
    return text;
  } catch (error) {
    throw asRefusal(error);
  }
}

function checkLines(text: Uint8Array): void {
  let begin = 0;
  for (let end = text.indexOf(newline); end !== -1; end = text.indexOf(newline, begin)) {
    if (end - begin > partLimits.line) throw tooLarge('line', partLimits.line);
    begin = end + 1;
  }
  if (text.length - begin > partLimits.line) throw tooLarge('line', partLimits.line);
}

function tooLarge(what: 'part' | 'line', limit: number): Refusal {
  return new Refusal(413, `Cannot take the report: a ${what} of it is larger than ${limit / 1024 / 1024} MiB`, {
    hint: what === 'part' ? 'send it in several parts' : 'leave out the diff of the task',
  });
}

function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge('part', partLimits.unpacked);
  if (code === 'Z_BUF_ERROR') {
    return new Refusal(400, 'Cannot unpack the report: it ends too early', { hint: 'send it again', cause: error });
  }
  if (typeof code !== 'string' || !code.startsWith('Z_')) return error;
  return new Refusal(400, 'Cannot unpack the report: it is not gzip', {
    hint: 'pack it with gzip, or send it without "Content-Encoding"',
    cause: error,
  });
}
