import { DroverError } from '../../core/errors.ts';

export function unknownFilter(name: string, hint?: string): DroverError {
  return new DroverError('FILTER_UNKNOWN', `Cannot use filter "${name}": ${why('filter', name)}`, { hint });
}

export function unknownTest(name: string, hint?: string): DroverError {
  return new DroverError('TEST_UNKNOWN', `Cannot use test "${name}": ${why('test', name)}`, { hint });
}

export function unknownLookup(name: string, hint?: string): DroverError {
  return new DroverError('LOOKUP_UNKNOWN', `Cannot use lookup "${name}": ${why('lookup', name)}`, { hint });
}

/** A name that none can have is told in the words of ansible-core 2.18. */
function why(kind: string, name: string): string {
  if (/^[\w.]+$/.test(name)) return `there is no ${kind} of that name`;
  return `TemplateSyntaxError: Could not load "${name}": 'invalid plugin name: ansible.builtin.${name}'`;
}
