import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DroverError } from '../core/errors.ts';
import { allRoles } from '../engine/roles-of.ts';
import { codeOf, ioError, reasonOf } from '../host/io-error.ts';
import type { Playbook } from '../language/ast.ts';

/** A dispatch that was applied, with the time it was submitted at in seconds since 1970. */
interface AppliedDispatch {
  readonly dispatch: string;
  readonly time: number;
}

/** The newest dispatch of each role that one was for, and under `*` of those that were for all. */
type Applied = Readonly<Record<string, AppliedDispatch>>;

const everything = '*';

interface Dispatched {
  /** ID of the dispatched job, which has the time in it; what has none is let through. */
  readonly dispatch: string;
  readonly playbook: Playbook;
  /** Undefined for all. */
  readonly roles: readonly string[] | undefined;
  readonly stateDirectory: string | undefined;
  /** Told where it cannot be written down: a full disk is no reason to refuse the run that may clear it. */
  readonly warn: (message: string) => void;
}

/**
 * Writes down that a dispatch is applied, before it is: a run that was late must not bring back what a newer one has
 * replaced. What counts are the roles that both would apply, with their dependencies.
 *
 * @param dispatch ID of the dispatched job, which has the time in it; what has none is let through
 * @throws DroverError `DISPATCH_OLDER`, `HOST_IO`
 */
export function takeNewestDispatch({ dispatch, playbook, roles, stateDirectory = '/var/lib/drover', warn }: Dispatched): void {
  const time = submittedAt(dispatch);
  if (time === undefined) return;
  const path = `${stateDirectory}/dispatches.json`;
  const applied = readApplied(path);
  const own = roles === undefined ? [everything] : withDependencies(playbook, roles);
  const shared = Object.entries(applied).filter(([role]) => roles === undefined || role === everything || own.includes(role));
  const newest = shared.map(([, each]) => each).sort((a, b) => b.time - a.time)[0];
  if (newest !== undefined && newest.time > time) throw older(dispatch, newest);
  // A dispatch for everything stands in the place of all that came before it.
  const kept = roles === undefined ? {} : applied;
  const next = { ...kept, ...Object.fromEntries(own.map((role) => [role, { dispatch, time }])) };
  if (JSON.stringify(next) !== JSON.stringify(applied)) writeApplied(path, next, warn);
}

/** Seconds since 1970, from `drover/dispatch-1732219017-1a2b3c4d`; also of a timer's tick, which has more behind it. */
export function submittedAt(dispatch: string): number | undefined {
  const [, seconds] = /\/dispatch-(\d+)-/.exec(dispatch) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

function withDependencies(playbook: Playbook, roles: readonly string[]): string[] {
  const uses = playbook.plays.flatMap((play) => allRoles(play.roles)).filter((use) => roles.includes(use.name));
  return [...new Set([...roles, ...allRoles(uses).map((use) => use.name)])];
}

function older(dispatch: string, newest: AppliedDispatch): DroverError {
  const when = new Date(newest.time * 1000).toISOString().replace('.000', '');
  return new DroverError(
    'DISPATCH_OLDER',
    `Cannot apply dispatch ${dispatch}: this host has had ${newest.dispatch} of ${when}, which is newer`,
    {
      hint: 'dispatch the commit again if it is the one you want',
    },
  );
}

/** The file is replaced in one step, so only another's hand can have spoilt it: then it is made anew. */
function readApplied(path: string): Applied {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Applied) : {};
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return {};
    throw ioError('read', path, error);
  }
}

function writeApplied(path: string, applied: Applied, warn: Dispatched['warn']): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.new`, `${JSON.stringify(applied)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    warn(`Cannot write "${path}": ${reasonOf(code)}; an older dispatch would be let through`);
  }
}
