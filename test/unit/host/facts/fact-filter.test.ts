import { describe, expect, it } from 'vitest';
import { factFilter } from '../../../../src/host/facts/fact-filter.ts';

const names = ['ansible_kernel', 'ansible_kernel_version', 'ansible_default_ipv4', 'ansible_default_ipv6', 'gather_subset'];

describe('a filter of setup', () => {
  // As ansible-core 2.18.6 answers.
  it.each([
    [[], names],
    [[''], names],
    [['kernel', ''], names],
    [['*'], names],
    [['ansible_kernel*'], ['ansible_kernel', 'ansible_kernel_version']],
    [['kernel'], ['ansible_kernel']],
    [
      ['kernel', '*_ipv?'],
      ['ansible_kernel', 'ansible_default_ipv4', 'ansible_default_ipv6'],
    ],
    [['*_ipv[!4]'], ['ansible_default_ipv6']],
    [['*_ipv[4-5]'], ['ansible_default_ipv4']],
    [['gather_*'], ['gather_subset']],
    [['ansible_gather_subset'], []],
    [['kernel.'], []],
    [['Kernel'], []],
    [['ansible_[a-d]*'], ['ansible_default_ipv4', 'ansible_default_ipv6']],
    [['kernel['], []],
  ])('of %j lets through', (filter, expected) => {
    expect(names.filter(factFilter(filter))).toEqual(expected);
  });
});
