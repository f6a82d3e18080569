import { describe, expect, it } from 'vitest';
import { gatheredBy } from '../../../src/engine/gathered.ts';

const subsets: Readonly<Record<string, string>> = { kernel: 'platform', default_ipv4: 'network', memtotal_mb: 'hardware' };
const facts = { get: () => 1, names: () => Object.keys(subsets), subsetOf: (name: string) => subsets[name] };

describe('what setup gathers', () => {
  it.each([
    { subset: ['all'], filter: [], names: ['kernel', 'default_ipv4', 'memtotal_mb'] },
    { subset: ['network'], filter: [], names: ['kernel', 'default_ipv4'] },
    { subset: ['!all'], filter: [], names: ['kernel'] },
    { subset: ['!all', '!min', 'network'], filter: [], names: ['default_ipv4'] },
    { subset: ['!hardware'], filter: [], names: ['kernel', 'default_ipv4'] },
    { subset: ['all'], filter: ['ansible_mem*'], names: ['memtotal_mb'] },
    { subset: ['all'], filter: ['kernel', '*_ipv?'], names: ['kernel', 'default_ipv4'] },
  ])('is $names for subset $subset and filter $filter', ({ subset, filter, names }) => {
    expect(facts.names().filter(gatheredBy({ subset, filter }, facts))).toEqual(names);
  });
});
