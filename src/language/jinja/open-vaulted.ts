import { lastPart } from '../../core/last-part.ts';
import type { Value } from '../../core/value/types.ts';
import { opened, Vaulted } from '../../core/value/vaulted.ts';
import type { Call, Filter, Test } from './callable.ts';

/** What looks at an encrypted value itself (ansible-core 2.18); all others get the text it holds. */
export const vaultFilters: ReadonlySet<string> = new Set(['unvault', 'type_debug', 'to_yaml', 'to_nice_yaml']);
export const vaultTests: ReadonlySet<string> = new Set(['vault_encrypted', 'string']);
const wrapped = new WeakMap<Filter | Test, Filter | Test>();

/** The search for a filter or test, which then is called with the texts of encrypted values. */
export function openVaulted<T extends Filter | Test>(
  find: (name: string) => T | undefined,
  aware: ReadonlySet<string>,
): (name: string) => T | undefined {
  return (name) => {
    const found = find(name);
    if (found === undefined || aware.has(lastPart(name))) return found;
    return wrap(found);
  };
}

function wrap<T extends Filter | Test>(found: T): T {
  const known = wrapped.get(found);
  if (known !== undefined) return known as T;
  // What takes no call, and so no arguments, has to stay recognisable (see `filtered`).
  const alone = found as (value: Value) => Value;
  const made = (
    found.length < 2
      ? (value: Value) => alone(opened(value))
      : (value: Value, call: Call) => found(opened(value), withOpened(call))
  ) as T;
  wrapped.set(found, made);
  return made;
}

function withOpened(call: Call): Call {
  const { args, kwargs } = call;
  if (!args.some(isVaulted) && (kwargs.size === 0 || ![...kwargs.values()].some(isVaulted))) return call;
  return { ...call, args: args.map(opened), kwargs: new Map([...kwargs].map(([name, value]) => [name, opened(value)])) };
}

function isVaulted(value: unknown): boolean {
  return value instanceof Vaulted;
}
