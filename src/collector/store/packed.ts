import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Below this many bytes packing saves less than it costs. */
const small = 400;

/** JSON as it lies in the database: the text where it is short, else deflated; the first byte tells, since JSON begins with none of it. */
export function pack(value: unknown): Uint8Array {
  const json = Buffer.from(JSON.stringify(value));
  if (json.length < small) return json;
  return Buffer.concat([deflatedMark, deflateRawSync(json, { level: 1 })]);
}

/** What `pack` made. */
export function unpack(body: Uint8Array): unknown {
  const json = body[0] === deflatedMark[0] ? inflateRawSync(body.subarray(1)) : body;
  return JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString());
}

const deflatedMark = Buffer.from([1]);
