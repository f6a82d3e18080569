import { DroverError } from '../../../core/errors.ts';
import { contains } from '../../../core/value/sequence.ts';
import { truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Test } from '../callable.ts';
import { splitUrl, type UrlParts } from '../python/split-url.ts';

/** ansible-core 2.18.6's tests of URLs. */
export const urlTests: Readonly<Record<string, Test>> = {
  uri: (value, call) => partsOf(value, schemesOf(call)) !== undefined,
  url: (value, call) => {
    const parts = partsOf(value, schemesOf(call));
    return parts !== undefined && (parts.netloc !== '' || parts.scheme === 'file');
  },
  urn: (value) => partsOf(value, ['urn']) !== undefined,
};

function schemesOf(call: Call): Value {
  return bind(call, { schemes: null })[0] ?? null;
}

function partsOf(value: Value, schemes: Value): UrlParts | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const parts = splitUrl(value);
    return !truthy(schemes) || contains(schemes, parts.scheme) ? parts : undefined;
  } catch (error) {
    if (error instanceof DroverError) return undefined;
    throw error;
  }
}
