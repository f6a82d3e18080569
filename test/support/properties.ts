import fc from 'fast-check';
import { expect } from 'vitest';
import { DroverError } from '../../src/core/errors.ts';

/** Names that mean something to JavaScript's objects, and nothing to Ansible. */
export const objectNames = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'];

/** How often a property is tried: a budget for CI, more by hand with `DROVER_PROPERTY_RUNS=100000`. */
export const propertyRuns = Number(process.env['DROVER_PROPERTY_RUNS'] ?? 300);

/** By hand a property may take as long as it takes. */
export const propertyTime = Math.max(60_000, propertyRuns * 20);

/** Texts put together of such pieces and of anything. */
export function textOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...pieces, ...objectNames) }, fc.string({ maxLength: 5 }));
  return fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));
}

/** Whatever is tried: nothing but errors for the operator come out of it, within seconds, and no object has got new properties. */
export function checkHostile<T>(inputs: fc.Arbitrary<T>, use: (input: T) => void): void {
  const before = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(
    fc.property(inputs, (input) => {
      const start = performance.now();
      try {
        use(input);
      } catch (error) {
        if (!(error instanceof DroverError)) throw error;
      }
      expect(performance.now() - start).toBeLessThan(20_000);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    }),
    { numRuns: propertyRuns },
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
}
