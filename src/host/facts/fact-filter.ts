import { fnmatch } from '../../core/fnmatch.ts';

/**
 * Whether a `filter` of `setup` lets a name through: shell patterns, as Python's `fnmatch` reads them, of names with or
 * without `ansible_`; an empty one lets all through (ansible-core 2.18).
 *
 * @returns for a name as a variable has it, `ansible_kernel`
 */
export function factFilter(filter: readonly string[]): (name: string) => boolean {
  const patterns = filter.flatMap((pattern) =>
    /^(ansible_|facter|ohai)/.test(pattern) ? [pattern] : [pattern, `ansible_${pattern}`],
  );
  if (filter.length === 0 || filter.includes('')) return () => true;
  const expressions = patterns.map(fnmatch);
  return (name) => expressions.some((expression) => expression.test(name));
}
