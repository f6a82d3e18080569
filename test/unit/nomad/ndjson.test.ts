import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndjson } from '../../../src/nomad/ndjson.ts';

async function* chunksOf(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length];
  for (const [index, place] of places.entries()) yield bytes.subarray(place, places[index + 1]);
}

describe('Lines of JSON', () => {
  it('come out whole, wherever the stream was cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.array(fc.nat()), async (values, cuts) => {
        const bytes = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
        const expected = values.map((value) => JSON.parse(JSON.stringify(value)) as unknown);
        expect(await all(ndjson(chunksOf(bytes, cuts)))).toEqual(expected);
      }),
    );
  });

  it('leave out one that the end cuts off, and empty ones', async () => {
    const bytes = Buffer.from('{"a":"ü"}\n\n \n{"b":1}\n{"c":');
    expect(await all(ndjson(chunksOf(bytes, [7, 8])))).toEqual([{ a: 'ü' }, { b: 1 }]);
  });
});

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}
