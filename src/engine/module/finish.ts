import type { Change, Diff } from '../../core/diff.ts';
import type { ActionOutcome, Returned } from '../../core/module.ts';
import { toValue } from '../../core/value/convert.ts';
import type { Dict } from '../../core/value/types.ts';
import type { Mask } from './masking.ts';
import type { Outcome } from './outcome.ts';

/** What a run of a module comes to, before masking and before it is made a result. */
export interface Finding {
  readonly changed?: boolean;
  readonly failed?: boolean;
  readonly skipped?: string | undefined;
  readonly msg?: string | undefined;
  readonly returned?: Returned;
  readonly diffs?: readonly Diff[];
  readonly changes?: readonly Change[];
  readonly predicted?: string;
  readonly action?: ActionOutcome;
}

/** Makes the outcome of a finding: the result that `register` keeps, secrets masked. */
export function finish(finding: Finding, mode: 'apply' | 'check', mask: Mask): Outcome {
  const { changed = false, failed = false, skipped, action = {} } = finding;
  const diffs = mask((finding.diffs ?? []).flatMap((diff) => shownDiff(diff, mode)));
  const returned = mask(toValue(finding.returned ?? {})) as Dict;
  const told = finding.msg === undefined ? returned.get('msg') : mask(finding.msg);
  const msg = typeof told === 'string' ? told : undefined;
  const warnings = (action.warnings ?? []).map(mask);
  return {
    changed,
    failed,
    skipped,
    msg,
    result: resultOf(returned, { changed, failed, skipped, msg, diffs, warnings }),
    diffs,
    changes: mask(finding.changes ?? []),
    warnings,
    isShown: action.isShown ?? false,
    variables: action.variables,
    cacheable: action.cacheable ?? false,
    facts: action.facts,
    predicted: finding.predicted,
  };
}

type Told = Pick<Outcome, 'changed' | 'failed' | 'skipped' | 'msg' | 'diffs' | 'warnings'>;

function resultOf(returned: Dict, { changed, failed, skipped, msg, diffs, warnings }: Told): Dict {
  const result: Dict = new Map([...returned, ['changed', changed]]);
  if (msg !== undefined) result.set('msg', msg);
  if (failed) result.set('failed', true);
  if (skipped !== undefined) result.set('skipped', true);
  if (diffs.length > 0) result.set('diff', toValue(diffs.map(ansibleDiff)));
  if (warnings.length > 0) result.set('warnings', [...warnings]);
  return result;
}

/** A diff as this kind of run shows it (see `Diff.whenApplied`); none where nothing of it is left. */
function shownDiff(diff: Diff, mode: 'apply' | 'check'): Diff[] {
  const { whenApplied, ...shown } = diff;
  if (whenApplied === undefined) return [diff];
  if (mode === 'check') return shown.before === undefined && shown.after === undefined ? [] : [shown];
  const before = { ...entries(shown.before), ...whenApplied.before };
  return [{ ...shown, before, after: { ...entries(shown.after), ...whenApplied.after } }];
}

function entries(side: Diff['before']): Readonly<Record<string, unknown>> {
  return typeof side === 'string' ? {} : (side ?? {});
}

/** The names of Ansible's diff in a registered result. */
function ansibleDiff({ beforeHeader, afterHeader, before, after }: Diff): Record<string, unknown> {
  return { before_header: beforeHeader, after_header: afterHeader, before, after };
}
