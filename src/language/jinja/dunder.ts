import { PyFunction } from '../../core/value/function.ts';
import { contains, lengthOf, subscript } from '../../core/value/sequence.ts';
import { repr, text, typeName } from '../../core/value/text.ts';
import { PyObject, type Value } from '../../core/value/types.ts';

type Special = (self: Value, args: readonly Value[]) => Value | undefined;

const specials: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['__len__', (self) => lengthOf(self)],
  ['__str__', (self) => text(self)],
  ['__repr__', (self) => repr(self)],
  ['__contains__', (self, [wanted = null]) => contains(self, wanted)],
  ['__getitem__', (self, [key = null]) => subscript(self, key)],
]);

/** Python's type of a value, of which templates read the name at most. */
class PyType extends PyObject {
  readonly typeName = 'type';
  private readonly of: string;

  constructor(of: string) {
    super();
    this.of = of;
  }

  repr(): string {
    return `<class '${this.of}'>`;
  }

  override attribute(name: string): Value | undefined {
    return name === '__name__' || name === '__qualname__' ? this.of : undefined;
  }
}

/** The attributes with double underscores that templates are known to use: `__class__`, `__len__` and the like. */
export function dunder(value: Value, name: string): Value | undefined {
  if (name === '__class__') return new PyType(typeName(value));
  const special = specials.get(name);
  const isThere = special !== undefined && (name !== '__len__' || lengthOf(value) !== undefined);
  return isThere ? new PyFunction(name, (args) => special(value, args) ?? null, 'method-wrapper') : undefined;
}
