import { DroverError } from '../../core/errors.ts';

export function unknownFilter(name: string, hint?: string): DroverError {
  return new DroverError('FILTER_UNKNOWN', `Cannot use filter "${name}": there is no filter of that name`, { hint });
}

export function unknownTest(name: string, hint?: string): DroverError {
  return new DroverError('TEST_UNKNOWN', `Cannot use test "${name}": there is no test of that name`, { hint });
}

export function unknownLookup(name: string, hint?: string): DroverError {
  return new DroverError('LOOKUP_UNKNOWN', `Cannot use lookup "${name}": there is no lookup of that name`, { hint });
}
