import { counted } from '../../../core/counted.ts';
import { failure } from '../../../core/value/failure.ts';
import type { Method } from './method.ts';

/**
 * How many arguments CPython 3.11's methods take: `name min max`, then the names that keyword arguments may have
 * (`*` for any). A method that is not listed takes none.
 */
const table: Readonly<Record<string, string>> = {
  str: `capitalize 0 0;casefold 0 0;center 1 2;count 1 3;encode 0 2 encoding errors;endswith 1 3;expandtabs 0 1 tabsize;find 1 3;
    format 0 99 *;format_map 1 1;index 1 3;join 1 1;ljust 1 2;lstrip 0 1;partition 1 1;removeprefix 1 1;removesuffix 1 1;replace 2 3;
    rfind 1 3;rindex 1 3;rjust 1 2;rpartition 1 1;rsplit 0 2 sep maxsplit;rstrip 0 1;split 0 2 sep maxsplit;splitlines 0 1 keepends;
    startswith 1 3;strip 0 1;translate 1 1;zfill 1 1`,
  list: `append 1 1;count 1 1;extend 1 1;index 1 3;insert 2 2;pop 0 1;remove 1 1;sort 0 0 key reverse`,
  tuple: `count 1 1;index 1 3`,
  dict: `fromkeys 1 2;get 1 2;pop 1 2;setdefault 1 2;update 0 1 *`,
  set: `difference 0 99;intersection 0 99;isdisjoint 1 1;issubset 1 1;issuperset 1 1;symmetric_difference 1 1;union 0 99`,
  int: `to_bytes 0 2 length byteorder signed`,
  float: '',
  bytes: `decode 0 2 encoding errors`,
};

interface Arity {
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

const none: Arity = { least: 0, most: 0, names: [] };
const parsed = new Map<string, ReadonlyMap<string, Arity>>();

function arities(type: string): ReadonlyMap<string, Arity> {
  const known = parsed.get(type);
  if (known !== undefined) return known;
  const made = new Map<string, Arity>();
  for (const entry of (table[type] ?? '').split(';')) {
    const [name = '', least, most, ...names] = entry.trim().split(' ');
    made.set(name, { least: Number(least), most: Number(most), names });
  }
  parsed.set(type, made);
  return made;
}

/** The method, failing as Python does when it is called with too few or too many arguments. */
export function withArity(type: string, name: string, method: Method): Method {
  const arity = arities(type).get(name) ?? none;
  return (self, args, kwargs) => {
    const why = wrong(arity, args.length, [...kwargs.keys()]);
    if (why !== undefined) throw failure(`Cannot call ${type}.${name}(): it takes ${why}`);
    return method(self, args, kwargs);
  };
}

function wrong({ least, most, names }: Arity, count: number, given: readonly string[]): string | undefined {
  if (count > most) return `${most === 0 ? 'no' : `at most ${most}`} arguments (${count} given)`;
  if (count + given.length < least) return `at least ${counted(least, 'argument')}`;
  const unknown = names.includes('*') ? undefined : given.find((name) => !names.includes(name));
  return unknown === undefined ? undefined : `no keyword argument '${unknown}'`;
}
