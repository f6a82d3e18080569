import { failure } from '../../core/value/failure.ts';
import { toList } from '../../core/value/sequence.ts';
import type { Value } from '../../core/value/types.ts';
import type { Target } from './ast.ts';
import { type Frame, resolve } from './frame.ts';
import { Namespace } from './namespace.ts';
import { isUndefined } from './undefined.ts';

export type Assign = (frame: Frame, value: Value) => void;

/** Sets a name in the innermost scope, an attribute of a namespace, or several from a sequence. */
export function compileAssign(target: Target): Assign {
  if (target.kind === 'name') return (frame, value) => void frame.vars.set(target.name, value);
  if (target.kind === 'namespace') return (frame, value) => setAttribute(frame, target, value);
  const parts = target.items.map(compileAssign);
  return (frame, value) => {
    const values = unpack(value, parts.length);
    parts.forEach((assign, i) => {
      assign(frame, values[i] ?? null);
    });
  };
}

function setAttribute(frame: Frame, { name, attribute }: Extract<Target, { kind: 'namespace' }>, value: Value): void {
  const namespace = resolve(frame, name);
  if (!(namespace instanceof Namespace)) throw failure(`Cannot set ${name}.${attribute}: ${name} is not a namespace object`);
  namespace.values.set(attribute, value);
}

function unpack(value: Value, wanted: number): Value[] {
  if (isUndefined(value)) throw value.error();
  const values = toList(value);
  if (values.length < wanted) {
    throw failure(`Cannot unpack the value: not enough values (expected ${wanted}, got ${values.length})`);
  }
  if (values.length > wanted) throw failure(`Cannot unpack the value: too many values (expected ${wanted})`);
  return values;
}
