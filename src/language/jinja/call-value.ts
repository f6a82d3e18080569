import { failure } from '../../core/value/failure.ts';
import { typeName } from '../../core/value/text.ts';
import { PyObject, type Value } from '../../core/value/types.ts';

/** Python's `value(*args, **kwargs)`. @throws DroverError `TEMPLATE_FAILED` for what cannot be called */
export function callValue(value: Value, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value {
  const result = value instanceof PyObject ? value.call(args, kwargs) : undefined;
  if (result !== undefined) return result;
  throw failure(`Cannot call the value: '${typeName(value)}' object is not callable`);
}
