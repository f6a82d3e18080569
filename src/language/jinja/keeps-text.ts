import type { Expression } from './ast.ts';

/** Filters whose text stays text, even if it looks like a list (Ansible's STRING_TYPE_FILTERS). */
export const textFilters: ReadonlySet<string> = new Set([
  'string',
  'to_json',
  'to_nice_json',
  'to_yaml',
  'to_nice_yaml',
  'ppretty',
  'json',
]);

/** Filters that hand on one of the values they are given as it is. */
const passing = new Set(['default', 'd', 'mandatory', 'ternary', 'first', 'last', 'random', 'min', 'max', 'extract', 'attr']);

/**
 * Whether the expression's result can be the very text that a text filter made, and not one made from it:
 * only then does it stay text.
 */
export function mayKeepText(node: Expression): boolean {
  if (node.kind === 'filter') return textFilters.has(node.name) || passing.has(node.name);
  if (node.kind === 'conditional')
    return mayKeepText(node.value) || (node.otherwise !== undefined && mayKeepText(node.otherwise));
  if (node.kind === 'binary') return node.operator === 'and' || node.operator === 'or';
  if (node.kind === 'call')
    return node.target.kind === 'name' || (node.target.kind === 'attribute' && node.target.name === 'get');
  return node.kind === 'name' || node.kind === 'attribute' || node.kind === 'item';
}
