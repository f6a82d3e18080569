import { Bytes, PySet, Tuple } from '../../../core/value/collections.ts';
import { Float, type Value } from '../../../core/value/types.ts';
import { withArity } from './arity.ts';
import { bytesMethods } from './bytes.ts';
import { dictMethods } from './dict.ts';
import { listMethods } from './list.ts';
import type { Method, Methods } from './method.ts';
import { floatMethods, integerMethods } from './number.ts';
import { setMethods } from './set.ts';
import { stringMethods } from './string.ts';
import { tupleMethods } from './tuple.ts';

interface PyType {
  readonly name: string;
  readonly methods: Methods<Value>;
  /** Methods that were asked for, with their check of the number of arguments. */
  readonly ready: Map<string, Method>;
}

function type(name: string, methods: unknown): PyType {
  return { name, methods: methods as Methods<Value>, ready: new Map() };
}

const types = {
  str: type('str', stringMethods),
  dict: type('dict', dictMethods),
  list: type('list', listMethods),
  int: type('int', integerMethods),
  float: type('float', floatMethods),
  tuple: type('tuple', tupleMethods),
  set: type('set', setMethods),
  bytes: type('bytes', bytesMethods),
};

/** The method of that name of the value's Python type. */
export function methodOf(value: Value, name: string): Method | undefined {
  const owner = typeOf(value);
  if (owner === undefined) return undefined;
  const ready = owner.ready.get(name);
  if (ready !== undefined) return ready;
  const method = Object.hasOwn(owner.methods, name) ? owner.methods[name] : undefined;
  if (method === undefined) return undefined;
  const checked = withArity(owner.name, name, method);
  owner.ready.set(name, checked);
  return checked;
}

function typeOf(value: Value): PyType | undefined {
  if (typeof value === 'string') return types.str;
  if (value instanceof Map) return types.dict;
  if (Array.isArray(value)) return types.list;
  if (value === null) return undefined;
  if (typeof value !== 'object') return types.int;
  if (value instanceof Float) return types.float;
  if (value instanceof Tuple) return types.tuple;
  if (value instanceof PySet) return types.set;
  return value instanceof Bytes ? types.bytes : undefined;
}
