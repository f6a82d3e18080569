import type { ApplyOptions } from '../agent/apply-options.ts';
import { DroverError } from '../core/errors.ts';
import { deadlineOf } from './deadline-of.ts';
import { rolesOf, splitList } from './words.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the Nomad job's environment says about a run. A key that was not given arrives empty: empty means absent. */
export type AgentSettings = Pick<
  ApplyOptions,
  'bundle' | 'root' | 'host' | 'roles' | 'check' | 'diff' | 'tags' | 'limit' | 'commit' | 'dispatch' | 'collector' | 'deadline'
>;

/**
 * Reads `NOMAD_META_*` of the dispatch, `NOMAD_JOB_ID`, and the job's own `DROVER_*`.
 * @throws DroverError `USAGE` where the environment is not that of a dispatched job
 */
export function agentSettings(environment: Environment): AgentSettings {
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const needed = (name: string): string => given(name) ?? missing(name);
  return {
    commit: needed('NOMAD_META_COMMIT'),
    roles: rolesOf(needed('NOMAD_META_ROLE')),
    check: isOn('NOMAD_META_CHECK', given),
    diff: isOn('NOMAD_META_DIFF', given),
    limit: given('NOMAD_META_LIMIT'),
    tags: splitList(given('NOMAD_META_TAGS') ?? ''),
    dispatch: given('NOMAD_JOB_ID'),
    host: given('DROVER_HOST'),
    collector: given('DROVER_COLLECTOR'),
    deadline: deadlineOf(environment),
    bundle: given('DROVER_BUNDLE') ?? '/bundle',
    root: given('DROVER_ROOT') ?? '/host',
  };
}

function missing(name: string): never {
  throw new DroverError('USAGE', `Cannot start the agent: the environment has no ${name}`, {
    hint: 'the Nomad job starts the agent with what was dispatched; by hand, use drover apply',
  });
}

function isOn(name: string, given: (name: string) => string | undefined): boolean {
  const value = given(name) ?? 'false';
  if (/^(true|yes|on|1)$/i.test(value)) return true;
  if (/^(false|no|off|0)$/i.test(value)) return false;
  throw new DroverError('USAGE', `Cannot start the agent: ${name} is "${value}"`, { hint: 'true or false is wanted' });
}
