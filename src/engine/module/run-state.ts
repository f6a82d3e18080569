import type { ArgSpec } from '../../core/args.ts';
import type { Change } from '../../core/diff.ts';
import { DroverError } from '../../core/errors.ts';
import type { Request, Returned, StateChange, StateModule } from '../../core/module.ts';
import { toValue } from '../../core/value/convert.ts';
import { repr } from '../../core/value/text.ts';
import { shortName } from './arguments.ts';
import type { Call } from './call.ts';
import { differences } from './differences.ts';
import type { Finding } from './finish.ts';

type Requested = Request<ArgSpec, unknown>;
type Changing = StateChange<ArgSpec, unknown, unknown>;

/**
 * Runs a module with state: read, want, compare; where they differ apply (or predict), then read again.
 * @throws DroverError `NOT_CONVERGED` where the second reading still differs from what is wanted
 */
export async function runState(module: StateModule, args: Readonly<Record<string, unknown>>, call: Call): Promise<Finding> {
  const prepared = module.prepare?.(call.context, args);
  const request: Requested = { args, prepared, diff: call.diff };
  const before = await module.read(call.host, request);
  const after = module.want(request, before);
  const changes = differences(before, after);
  const change: Changing = { ...request, before, after, changes };
  if (changes.length === 0) return { returned: await returned(module, change, call) };
  const done = await bringAbout(module, change, call);
  if (done.changes.length === 0) return { returned: await returned(module, done, call) };
  const diffs = call.diff ? (module.diff?.(done) ?? []) : [];
  return { changed: true, returned: await returned(module, done, call), diffs, changes: done.changes };
}

/** Makes the change, or predicts it; answers what became of it, which is another thing only for what `observes`. */
async function bringAbout(module: StateModule, change: Changing, call: Call): Promise<Changing> {
  if (call.mode === 'check' && module.predict !== undefined) {
    const predicted = await module.predict(call.host, change);
    return predicted === undefined ? change : { ...change, after: predicted, changes: differences(change.before, predicted) };
  }
  await module.apply(call.host, change);
  if (module.verifies?.(change) === false) return change;
  const now = await module.read(call.host, change);
  if (module.observes?.(change) === true) return { ...change, after: now, changes: differences(change.before, now) };
  const left = differences(now, change.after);
  if (left.length > 0) throw notConverged(module, left);
  return change;
}

async function returned(module: StateModule, change: Changing, call: Call): Promise<Returned> {
  if (call.details === false) return {};
  return (await module.returns?.(call.host, change)) ?? {};
}

function notConverged(module: StateModule, left: readonly Change[]): DroverError {
  const shown = left
    .slice(0, 3)
    .map(({ path, before, after }) => `${path === '' ? 'state' : path} is ${brief(before)}, not ${brief(after)}`);
  return new DroverError('NOT_CONVERGED', `Cannot confirm the result of module ${shortName(module)}: ${shown.join('; ')}`);
}

function brief(value: unknown): string {
  if (value === undefined) return 'absent';
  const shown = value instanceof Uint8Array ? `${value.length} bytes` : repr(toValue(value));
  return shown.length > 80 ? `${shown.slice(0, 77)}...` : shown;
}
