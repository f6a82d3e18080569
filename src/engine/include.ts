import { DroverError, type ErrorCode } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import type { RoleUse } from '../language/ast.ts';
import { countResult } from './count-result.ts';
import { renderedName, shown, shownName, taskNameOf } from './describe.ts';
import type { DirectiveTurn } from './directive-turn.ts';
import { type Flow, next } from './flow.ts';
import { type Frame, roleOf } from './frame.ts';
import { type Included, readIncluded } from './included.ts';
import { templatesAt } from './place.ts';
import { addRoleHandlers } from './play-handlers.ts';
import { failedResult } from './results.ts';
import { importedBy, importedIn } from './roles-of.ts';
import type { PlayRun } from './run-state.ts';
import { turnLabel } from './turn-label.ts';

/**
 * Runs what an include names, once for each of its turns. Its own conditions and tags do not reach the tasks in
 * it, those of `apply` do; its variables do, and beat `set_fact`. All is read before the first of it runs.
 */
export async function* runIncludes(
  turns: readonly DirectiveTurn[],
  outer: Frame,
  directive: 'include_tasks' | 'include_role',
): AsyncGenerator<RunEvent, Flow> {
  const includes: Included[] = [];
  let failed: Flow = next;
  for (const turn of turns) {
    const included = attempt(directive, () => readIncluded(turn, outer, directive));
    if (included instanceof DroverError) {
      failed = yield* failedInclude(turn, included);
      continue;
    }
    includes.push(included);
    countResult(turn.play, outer, 'ok', false);
    yield includedEvent(included, outer);
  }
  if (failed.kind !== 'next') return failed;
  for (const included of includes) {
    const flow = yield* runIncluded(included);
    if (flow.kind !== 'next') return flow;
  }
  return next;
}

/** What cannot be parsed ends the run, as before it, and of a role anything but that there is none (ansible-core 2.18). */
const ending: ReadonlySet<ErrorCode> = new Set([
  ...(['YAML_SYNTAX', 'YAML_DUPLICATE', 'TASK_INVALID', 'KEYWORD_UNKNOWN', 'MODULE_UNKNOWN', 'IMPORT_CYCLE'] as const),
]);

/** There is no such role, or there are too many includes around it. */
const ofRoles: ReadonlySet<ErrorCode> = new Set(['ROLE_MISSING', 'TEMPLATE_FAILED']);

function attempt(directive: 'include_tasks' | 'include_role', read: () => Included): Included | DroverError {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const isFailure = directive === 'include_role' ? ofRoles.has(error.code) : !ending.has(error.code);
    if (isFailure) return error;
    throw error;
  }
}

function runIncluded({ turn: { play, task, variables }, found, frame }: Included): AsyncGenerator<RunEvent, Flow> {
  if (!isRole(found)) {
    for (const imported of found.statements.flatMap((each) => importedIn(each, frame)))
      addRole(play, imported.frame, imported.use);
    return play.interpreter.statements(play, { ...frame, file: found.file }, found.statements);
  }
  for (const imported of [...importedBy(found, frame), { use: found, frame }]) addRole(play, imported.frame, imported.use);
  const includedWith = new Map([...(task.keywords.vars ?? []), ...variables]);
  return play.interpreter.role(play, frame, { ...found, keywords: {}, includedWith });
}

/** From here on the play knows the role's handlers, and its variables where they are public. */
function addRole(play: PlayRun, frame: Frame, use: RoleUse): void {
  play.usedRoles.push(use);
  if (use.public) play.publicRoles.push(use);
  addRoleHandlers(play, { ...frame, isHandler: false }, use);
}

function isRole(found: Included['found']): found is RoleUse {
  return 'role' in found;
}

function includedEvent({ turn, found }: Included, outer: Frame): RunEvent {
  const { play, frame, task, templates } = turn;
  const item = turnLabel(turn);
  return {
    event: 'included',
    play: play.name,
    role: roleOf(outer)?.name ?? null,
    task: isRole(found)
      ? (renderedName(task, templates) ?? `${task.action.name} : ${found.name}`)
      : shownName(task, templatesAt(play, frame)),
    file: isRole(found) ? found.name : found.file,
    ...(item === undefined ? {} : { item }),
  };
}

async function* failedInclude(
  { play, frame, task, templates }: DirectiveTurn,
  error: DroverError,
): AsyncGenerator<RunEvent, Flow> {
  const result = failedResult(error);
  const name = taskNameOf(play, frame, task, templates);
  const word = frame.rescuable ? 'rescued' : 'failed';
  countResult(play, frame, word, false);
  yield {
    event: 'task_end',
    ...name,
    host: play.run.options.host,
    result: word,
    ms: 0,
    ...shown(result, undefined, false),
  };
  return { kind: 'failed', failure: { task: undefined, result } };
}
