/** What a host had converged to: a commit, and the roles whose tasks ran to the end at it; `*` for the whole playbook. */
export interface Converged {
  readonly commit: string | null;
  readonly roles: ReadonlySet<string>;
}

/** The part of a run that matters here. */
interface RunScope {
  readonly check: boolean;
  readonly commit: string | null;
  /** Empty: the whole playbook. */
  readonly roles: readonly string[];
}

/**
 * Says whether a change by a task is drift: something had brought the host to this commit before, with this role. A check
 * without a commit has nothing to compare with, and what it finds counts.
 */
export function isDrift(converged: Converged, run: RunScope, role: string | null): boolean {
  if (run.commit === null) return run.check;
  if (run.commit !== converged.commit) return false;
  return converged.roles.has('*') || (role !== null && converged.roles.has(role));
}

/**
 * What a host has converged to after an apply.
 * @param seen the roles whose tasks the run had: those asked for and the ones they depend on
 */
export function convergedAfter(before: Converged, run: RunScope, status: string, seen: () => readonly string[]): Converged {
  if (run.check) return before;
  if (run.commit === null) return nothing;
  if (status !== 'done') return run.commit === before.commit ? before : nothing;
  const roles = run.roles.length === 0 ? ['*'] : [...run.roles, ...seen()];
  const kept = run.commit === before.commit ? before.roles : nothing.roles;
  return { commit: run.commit, roles: kept.union(new Set(roles)) };
}

const nothing: Converged = { commit: null, roles: new Set() };
