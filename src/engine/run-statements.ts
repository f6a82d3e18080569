import type { RunEvent } from '../core/events.ts';
import { fnmatch } from '../core/fnmatch.ts';
import { Verbatim } from '../core/value/types.ts';
import type { Block, Keywords, RoleUse, Statement, Task } from '../language/ast.ts';
import { type Failure, type Flow, next } from './flow.ts';
import { enter, type Frame, roleFrame } from './frame.ts';
import { templatesAt } from './place.ts';
import { roleIdentity } from './role-identity.ts';
import type { PlayRun } from './run-state.ts';
import { runTask } from './run-task.ts';
import { isSelected, tagWords } from './tags.ts';

/** Runs a list of statements until one does not simply go on to the next. */
export async function* runStatements(
  play: PlayRun,
  frame: Frame,
  statements: readonly Statement[],
): AsyncGenerator<RunEvent, Flow> {
  for (const statement of statements) {
    const flow = yield* runStatement(play, frame, statement);
    if (flow.kind !== 'next') return flow;
  }
  return next;
}

async function* runStatement(play: PlayRun, frame: Frame, statement: Statement): AsyncGenerator<RunEvent, Flow> {
  if (play.run.options.signal?.aborted === true) return { kind: 'interrupted' };
  if (statement.kind === 'block') return yield* runBlock(play, frame, statement);
  if (statement.kind === 'import_tasks') {
    const inside = enter(frame, statement.keywords, { file: statement.file, notify: statement.notify ?? frame.notify });
    return yield* runStatements(play, inside, statement.statements);
  }
  if (statement.kind === 'import_role') return yield* runRole(play, frame, statement.use);
  return yield* runSelectedTask(play, frame, statement);
}

async function* runSelectedTask(play: PlayRun, frame: Frame, task: Task): AsyncGenerator<RunEvent, Flow> {
  if (!tagsSelect(play, frame, task.keywords)) return next;
  if (!play.run.started) {
    if (!isStart(play, frame, task)) {
      play.passedOver = true;
      return next;
    }
    play.run.started = true;
    // A play that is started at its first task gathers in any case (ansible-core 2.18).
    const flow = yield* play.interpreter.gatherFacts(play, !play.passedOver);
    if (flow.kind !== 'next') return flow;
  }
  return yield* runTask(play, frame, task);
}

/** Tags select no handlers, nor what those include. */
function tagsSelect(play: PlayRun, frame: Frame, own: Keywords): boolean {
  if (frame.isHandler) return true;
  const { tags } = enter(frame, own).keywords;
  const { tags: selection } = play.run.options;
  if (tags === undefined) return isSelected(new Set(), selection);
  const templates = templatesAt(play, frame);
  return isSelected(tagWords(tags.map((tag) => templates.keyword(tag))), selection);
}

/** Whether tags leave anything of a section: a `rescue` of which nothing is left rescues nothing (ansible-core 2.18). */
function anySelected(play: PlayRun, frame: Frame, statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    if (statement.kind === 'task') return tagsSelect(play, frame, statement.keywords);
    if (statement.kind === 'import_role') return anySelected(play, roleFrame(frame, statement.use), statement.use.tasks);
    const inside = enter(frame, statement.keywords);
    const sections =
      statement.kind === 'block' ? [...statement.block, ...statement.rescue, ...statement.always] : statement.statements;
    return anySelected(play, inside, sections);
  });
}

/** With `--start-at-task`, nothing runs before the task of that name but the gathering of its play. */
function isStart({ run }: PlayRun, frame: Frame, task: Task): boolean {
  const wanted = run.options.startAtTask;
  const name = typeof task.name?.value === 'string' ? task.name.value : task.action.name;
  const role = frame.roles.at(-1)?.name;
  const pattern = fnmatch(wanted ?? '');
  return [name, `${role} : ${name}`].some((each) => each === wanted || pattern.test(each));
}

async function* runBlock(play: PlayRun, frame: Frame, block: Block): AsyncGenerator<RunEvent, Flow> {
  const outer = enter(frame, block.keywords, { notify: block.notify ?? frame.notify });
  const rescues = anySelected(play, outer, block.rescue);
  const inside: Frame = { ...outer, rescuable: outer.rescuable || rescues };
  let flow = yield* runStatements(play, inside, block.block);
  if (flow.kind === 'failed' && rescues) {
    tellFailure(play, flow.failure);
    flow = yield* runStatements(play, outer, block.rescue);
  }
  if (flow.kind === 'interrupted' || flow.kind === 'end') return flow;
  const { clearings } = play.run;
  const last = yield* runStatements(play, outer, block.always);
  if (last.kind !== 'next') return last;
  // `meta: clear_host_errors` in the section takes back the failure.
  return play.run.clearings > clearings ? next : flow;
}

/** What a rescue section may ask about the failure it takes over. */
function tellFailure({ run }: PlayRun, { task, result }: Failure): void {
  if (task === undefined) return;
  run.setFacts.set('ansible_failed_result', new Verbatim(result));
  run.setFacts.set('ansible_failed_task', new Verbatim(task));
}

/**
 * Runs a role and before it its dependencies, each use once for a play unless it allows duplicates: a dependency of which nothing
 * ran runs again with a role that does not.
 */
export async function* runRole(play: PlayRun, frame: Frame, use: RoleUse): AsyncGenerator<RunEvent, Flow> {
  const inside = roleFrame(frame, use);
  const identity = roleIdentity(use);
  for (const dependency of use.role.dependencies) {
    const flow = yield* runRole(play, inside, dependency);
    if (flow.kind !== 'next') return flow;
  }
  if (play.finishedRoles.has(identity) && !use.allowDuplicates) return next;
  const flow = yield* runStatements(play, inside, use.tasks);
  play.passedOver = true;
  if (play.begunRoles.has(use)) play.finishedRoles.add(identity);
  if (flow.kind === 'end' && flow.unit === 'role') return next;
  return flow;
}
