import { type Diagnostic, InvalidBundle } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import { toPlain } from '../core/value/convert.ts';
import { text } from '../core/value/text.ts';
import type { RoleUse, Statement } from '../language/ast.ts';
import { importTasks } from '../language/import-tasks.ts';
import { parseKeywords } from '../language/keywords.ts';
import type { ParseContext } from '../language/parse-context.ts';
import { roleUseOfTask } from '../language/parse-role-use.ts';
import { renderedName } from './describe.ts';
import type { DirectiveTurn } from './directive.ts';
import { failedResult } from './execute.ts';
import { type Flow, next } from './flow.ts';
import { enter, type Frame, roleOf } from './frame.ts';
import { addRoleHandlers } from './play-handlers.ts';
import { count } from './recap.ts';

type Found = { readonly file: string; readonly statements: readonly Statement[] } | RoleUse;

/**
 * Runs what an include names, once for each of its turns. Its own conditions and tags do not reach the tasks in
 * it, those of `apply` do; its variables do, and beat `set_fact`.
 */
export async function* runIncludes(
  turns: readonly DirectiveTurn[],
  outer: Frame,
  directive: 'include_tasks' | 'include_role',
): AsyncGenerator<RunEvent, Flow> {
  const includes: { turn: DirectiveTurn; found: Found; frame: Frame }[] = [];
  for (const turn of turns) {
    try {
      const found = directive === 'include_tasks' ? includedTasks(turn, outer) : includedRole(turn, outer);
      includes.push({ turn, found, frame: includedFrame(turn, outer) });
    } catch (error) {
      if (!(error instanceof DroverError)) throw error;
      return yield* failedInclude(turn, outer, error);
    }
    yield includedEvent(turn, outer, includes.at(-1)?.found);
  }
  for (const { turn, found, frame } of includes) {
    const flow =
      'role' in found
        ? yield* runIncludedRole(turn, frame, found)
        : yield* turn.play.interpreter.statements(turn.play, { ...frame, file: found.file }, found.statements);
    if (flow.kind !== 'next') return flow;
  }
  return next;
}

function runIncludedRole({ play }: DirectiveTurn, frame: Frame, use: RoleUse): AsyncGenerator<RunEvent, Flow> {
  if (use.public) play.publicRoles.push(use);
  addRoleHandlers(play, frame, use);
  return play.interpreter.role(play, frame, { ...use, keywords: {} });
}

function includedEvent({ play, task, templates, variables }: DirectiveTurn, outer: Frame, found: Found | undefined): RunEvent {
  const item = variables.get(text(variables.get('ansible_loop_var') ?? ''));
  return {
    event: 'included',
    play: play.name,
    role: roleOf(outer)?.name ?? null,
    task: renderedName(task, templates) ?? task.action.name,
    file: found === undefined ? '' : 'role' in found ? found.name : found.file,
    ...(item === undefined ? {} : { item: toPlain(item) }),
  };
}

async function* failedInclude({ play, task }: DirectiveTurn, frame: Frame, error: DroverError): AsyncGenerator<RunEvent, Flow> {
  const result = failedResult(error);
  const name = text(task.name?.value ?? task.action.name);
  count(play.run.recap, frame.rescuable ? 'rescued' : 'failed', false);
  yield {
    event: 'task_end',
    play: play.name,
    role: roleOf(frame)?.name ?? null,
    task: name,
    module: `ansible.builtin.${task.action.name}`,
    span: `${task.span.file}:${task.span.line}:${task.span.column}`,
    host: play.run.options.host,
    result: frame.rescuable ? 'rescued' : 'failed',
    ms: 0,
    msg: text(result.get('msg') ?? ''),
  };
  return { kind: 'failed', failure: { task, name, result } };
}

/** Inheritance of an include: what is around it, its variables as parameters, and `apply`. */
function includedFrame(turn: DirectiveTurn, outer: Frame): Frame {
  const { frame, task, variables } = turn;
  const params = [...frame.includeParams, ...(task.keywords.vars === undefined ? [] : [task.keywords.vars]), variables];
  const apply = task.action.entries.find(({ key }) => key.value === 'apply')?.value;
  const own =
    apply?.kind === 'mapping' ? parsed(turn, outer, (context) => parseKeywords(apply.entries, context, 'block', {})) : {};
  return enter(outer, own, { includeParams: params });
}

function contextAt({ play }: DirectiveTurn, frame: Frame, report: (diagnostic: Diagnostic) => void): ParseContext {
  const role = roleOf(frame);
  const base = play.run.options.parseContext;
  const playbookFolder = play.play.file.slice(0, Math.max(0, play.play.file.lastIndexOf('/')));
  return { ...base, file: frame.file, playbookFolder, rolePath: role?.role.path, chain: [], report };
}

function parsed<T>(turn: DirectiveTurn, frame: Frame, parse: (context: ParseContext) => T | undefined): T {
  const findings: Diagnostic[] = [];
  const result = parse(contextAt(turn, frame, (finding) => findings.push(finding)));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first !== undefined) {
    if (errors.length > 1) throw new InvalidBundle(errors);
    throw new DroverError(first.code, first.message, { span: first.span, hint: first.hint });
  }
  if (result === undefined)
    throw new DroverError('TASK_INVALID', 'Cannot include this: it could not be read', { span: turn.task.span });
  return result;
}

function includedTasks(turn: DirectiveTurn, frame: Frame): { file: string; statements: readonly Statement[] } {
  const { task, templates } = turn;
  const written = task.action.freeForm ?? task.action.args.get('file');
  if (written === undefined)
    throw new DroverError('MODULE_ARGS', 'Cannot include tasks: no file is named', { span: task.action.span });
  const name = text(templates.argument(written));
  return parsed(turn, frame, (context) => importTasks({ ...context, handlers: false }, name, written.span));
}

function includedRole(turn: DirectiveTurn, frame: Frame): RoleUse {
  const { task, templates } = turn;
  return parsed(turn, frame, (context) =>
    roleUseOfTask(task, context, (name) => {
      const written = task.action.args.get(name);
      return written === undefined ? undefined : { value: templates.argument(written), span: written.span };
    }),
  );
}
