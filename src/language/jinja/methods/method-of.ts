import { Bytes, PySet, Tuple } from '../../../core/value/collections.ts';
import { Float, type Value } from '../../../core/value/types.ts';
import { bytesMethods } from './bytes.ts';
import { dictMethods } from './dict.ts';
import { listMethods } from './list.ts';
import type { Method, Methods } from './method.ts';
import { floatMethods, integerMethods } from './number.ts';
import { setMethods } from './set.ts';
import { stringMethods } from './string.ts';
import { tupleMethods } from './tuple.ts';

/** The method of that name of the value's Python type. */
export function methodOf(value: Value, name: string): Method | undefined {
  const methods = tableOf(value);
  return methods !== undefined && Object.hasOwn(methods, name) ? methods[name] : undefined;
}

function tableOf(value: Value): Methods<Value> | undefined {
  if (typeof value === 'string') return stringMethods as Methods<Value>;
  if (value instanceof Map) return dictMethods as Methods<Value>;
  if (Array.isArray(value)) return listMethods as Methods<Value>;
  if (value === null) return undefined;
  if (typeof value !== 'object') return integerMethods as Methods<Value>;
  if (value instanceof Float) return floatMethods as Methods<Value>;
  if (value instanceof Tuple) return tupleMethods as Methods<Value>;
  if (value instanceof PySet) return setMethods as Methods<Value>;
  return value instanceof Bytes ? (bytesMethods as Methods<Value>) : undefined;
}
