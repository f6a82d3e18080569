import { DroverError } from '../../core/errors.ts';
import { PyObject, type Value } from '../../core/value/types.ts';

/**
 * What an unknown name or attribute evaluates to, as Jinja2's `StrictUndefined`: it may be passed on and
 * tested, and every other use is an error.
 */
export class Undefined extends PyObject {
  readonly typeName = 'AnsibleUndefined';
  /** The name that was looked up; undefined where there was none (an empty list's first item). */
  readonly name: string | undefined;
  /** The message of the error; without one it is made from the name. */
  readonly hint: string | undefined;

  constructor(name?: string, hint?: string) {
    super();
    this.name = name;
    this.hint = hint;
  }

  error(): DroverError {
    return new DroverError('VARIABLE_UNDEFINED', this.hint ?? `'${this.name ?? ''}' is undefined`);
  }

  repr(): string {
    throw this.error();
  }

  override truthy(): boolean {
    throw this.error();
  }

  override equals(): boolean {
    throw this.error();
  }
}

export function isUndefined(value: Value): value is Undefined {
  return value instanceof Undefined;
}
