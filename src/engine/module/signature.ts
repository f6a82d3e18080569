import type { Arg } from '../../core/args.ts';
import type { AnyModule } from '../../core/module.ts';

/** What is asked of a module's declaration for every task, worked out once for the run. */
export interface Signature {
  /** Declared names by every name that a task may write, aliases included. */
  readonly names: ReadonlyMap<string, string>;
  readonly required: readonly string[];
  /** The argument that takes what no other one knows; undefined for most modules. */
  readonly rest: string | undefined;
  readonly secret: readonly string[];
  /** Every declared name with its default; undefined where it has none. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Those whose default is a path, which is expanded on the machine. */
  readonly pathDefaults: readonly string[];
}

const known = new WeakMap<AnyModule, Signature>();

export function signatureOf(module: AnyModule): Signature {
  const seen = known.get(module);
  if (seen !== undefined) return seen;
  const made = signature(Object.entries(module.args) as [string, Arg<unknown>][]);
  known.set(module, made);
  return made;
}

function signature(args: readonly (readonly [string, Arg<unknown>])[]): Signature {
  const namesWhere = (holds: (arg: Arg<unknown>) => boolean): string[] =>
    args.flatMap(([name, arg]) => (holds(arg) ? [name] : []));
  const plain = args.filter(([, arg]) => arg.type !== 'rest').map(([name]) => [name, name] as const);
  const aliases = args.flatMap(([name, arg]) => arg.aliases.map((alias) => [alias, name] as const)).reverse();
  return {
    names: new Map([...aliases, ...plain]),
    required: namesWhere((arg) => arg.required && arg.unsupported === undefined),
    rest: namesWhere((arg) => arg.type === 'rest')[0],
    secret: namesWhere((arg) => arg.secret === true),
    defaults: Object.fromEntries(args.map(([name, arg]) => [name, arg.unsupported === undefined ? arg.default : undefined])),
    pathDefaults: namesWhere((arg) => arg.type === 'path' && typeof arg.default === 'string' && arg.unsupported === undefined),
  };
}
