import type { Value } from './value/types.ts';

/** How Ansible writes the type of an argument in its documentation. */
export type ArgType =
  | 'str'
  | 'int'
  | 'float'
  | 'bool'
  | 'list'
  | 'dict'
  | 'path'
  | 'raw'
  | 'json'
  | 'jsonarg'
  | 'bytes'
  | 'bits'
  | 'rest';

/** One argument of a module. `T` is what the module gets to see. */
export interface Arg<T> {
  readonly type: ArgType;
  /** The type of the elements of a list. */
  readonly elements?: ArgType;
  readonly doc: string;
  readonly aliases: readonly string[];
  readonly required: boolean;
  readonly default: unknown;
  readonly choices: readonly string[] | undefined;
  /** The value never appears in an event, a diff or a log. */
  readonly secret: boolean;
  /** Ansible documents it, Drover does not act on it: refused by name with this reason. */
  readonly unsupported: string | undefined;
  /** Only carries the type. */
  readonly output?: T;
}

interface CommonOptions {
  readonly doc: string;
  readonly aliases?: readonly string[];
  readonly secret?: boolean;
  readonly unsupported?: string;
}
interface Required extends CommonOptions {
  readonly required: true;
}
interface Defaulted<T> extends CommonOptions {
  readonly default: T;
}

type ArgMaker<T> = {
  (options: Required | Defaulted<T>): Arg<T>;
  (options: CommonOptions): Arg<T | undefined>;
};

function maker<T>(type: ArgType, more: { elements?: ArgType; choices?: readonly string[] } = {}): ArgMaker<T> {
  return ((options: CommonOptions & { required?: boolean; default?: T }) => ({
    type,
    ...(more.elements === undefined ? {} : { elements: more.elements }),
    doc: options.doc,
    aliases: options.aliases ?? [],
    required: options.required ?? false,
    default: options.default,
    choices: more.choices,
    secret: options.secret ?? false,
    unsupported: options.unsupported,
  })) as ArgMaker<T>;
}

export const string = maker<string>('str');
export const path = maker<string>('path');
export const int = maker<number>('int');
export const float = maker<number>('float');
export const boolean = maker<boolean>('bool');
export const strings = maker<readonly string[]>('list', { elements: 'str' });
export const paths = maker<readonly string[]>('list', { elements: 'path' });
export const dict = maker<ReadonlyMap<string, Value>>('dict');
/** Any value, as it came out of the templates. */
export const raw = maker<Value>('raw');

/** Everything that is given under a name of which no other argument knows (`set_fact`). */
export const rest = maker<ReadonlyMap<string, Value>>('rest');

export function choice<const C extends readonly string[]>(...choices: C): ArgMaker<C[number]> {
  return maker<C[number]>('str', { choices });
}

/** What Ansible documents and Drover refuses, with the reason the operator reads. */
export function unsupported(reason: string, more: { aliases?: readonly string[] } = {}): Arg<undefined> {
  return {
    type: 'raw',
    doc: '',
    aliases: more.aliases ?? [],
    required: false,
    default: undefined,
    choices: undefined,
    secret: false,
    unsupported: reason,
  };
}

export type ArgSpec = Readonly<Record<string, Arg<unknown>>>;

/** The arguments a module sees: one property for each declared name. */
export type Args<S extends ArgSpec> = { readonly [K in keyof S]: S[K] extends Arg<infer T> ? T : never };

/** Rules between arguments, named and shaped as in Ansible's argument specs. */
export interface ArgRules {
  readonly mutuallyExclusive?: readonly (readonly string[])[];
  readonly requiredTogether?: readonly (readonly string[])[];
  readonly requiredOneOf?: readonly (readonly string[])[];
  /** `[argument, value, arguments it needs, whether one of them is enough]` */
  readonly requiredIf?: readonly (readonly [string, unknown, readonly string[], boolean?])[];
  readonly requiredBy?: Readonly<Record<string, readonly string[]>>;
}
