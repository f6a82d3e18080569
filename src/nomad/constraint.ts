import type { Constraint, Node } from './documents.ts';

/**
 * Whether a node fits a constraint; undefined where that cannot be told here (versions, and what Nomad may learn later).
 *
 * Nomad's scheduler decides; this serves to say of a node that got no allocation whether one was to be expected.
 */
export function fitsConstraint({ LTarget, RTarget, Operand }: Constraint, node: Node): boolean | undefined {
  const left = resolveTarget(LTarget, node);
  const right = resolveTarget(RTarget, node);
  const both = left !== undefined && right !== undefined;
  switch (Operand || '=') {
    case '=':
    case '==':
    case 'is':
      return both && left === right;
    case '!=':
    case 'not':
      return left !== right;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return both && isOrdered(Operand, left, right);
    case 'is_set':
      return left !== undefined;
    case 'is_not_set':
      return left === undefined;
    case 'regexp':
      return both && matches(left, right);
    case 'set_contains':
    case 'set_contains_all':
      return both && words(right).every((word) => words(left).includes(word));
    case 'set_contains_any':
      return both && words(right).some((word) => words(left).includes(word));
    default:
      return undefined;
  }
}

/** `${node.unique.name}`, `${attr.kernel.name}`, `${meta.rack}` or a plain text, as a node has it. */
export function resolveTarget(target: string, node: Node): string | undefined {
  const [, name] = /^\$\{(.*)\}$/.exec(target) ?? [];
  if (name === undefined) return target;
  const own: Readonly<Record<string, string>> = {
    'node.unique.id': node.ID,
    'node.unique.name': node.Name,
    'node.datacenter': node.Datacenter,
    'node.class': node.NodeClass,
    'node.pool': node.NodePool,
  };
  if (name.startsWith('attr.')) return node.Attributes?.[name.slice('attr.'.length)];
  if (name.startsWith('meta.')) return node.Meta?.[name.slice('meta.'.length)];
  return own[name];
}

/** Numbers by their value, anything else as text. */
function isOrdered(operand: string, left: string, right: string): boolean {
  const areNumbers = [left, right].every((text) => text.trim() !== '' && Number.isFinite(Number(text)));
  const order = areNumbers ? Number(left) - Number(right) : left < right ? -1 : left > right ? 1 : 0;
  if (order === 0) return operand.endsWith('=');
  return operand.startsWith('<') ? order < 0 : order > 0;
}

/** Go's expressions are nearly JavaScript's; one that is not, is told of as unknown. */
function matches(text: string, pattern: string): boolean | undefined {
  try {
    return new RegExp(pattern).test(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function words(list: string): string[] {
  return list.split(',').map((word) => word.trim());
}
