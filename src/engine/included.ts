import { type Diagnostic, InvalidBundle } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { folderOf } from '../core/folder.ts';
import { beyond, limits } from '../core/limits.ts';
import type { YamlNode } from '../core/node.ts';
import { text } from '../core/value/text.ts';
import type { RoleUse, Statement } from '../language/ast.ts';
import { directiveOf } from '../language/directives.ts';
import { importTasks } from '../language/import-tasks.ts';
import { parseKeywords } from '../language/keywords.ts';
import { located, type ParseContext } from '../language/parse-context.ts';
import { roleUseOfTask } from '../language/parse-role-use.ts';
import type { DirectiveTurn } from './directive-turn.ts';
import { enter, type Frame, roleOf } from './frame.ts';
import { templatesAt } from './place.ts';
import { isOmitted } from './templates.ts';

/** What one turn of an include names, and the frame it runs in. */
export interface Included {
  readonly turn: DirectiveTurn;
  readonly found: IncludedTasks | RoleUse;
  readonly frame: Frame;
}

export interface IncludedTasks {
  readonly file: string;
  readonly statements: readonly Statement[];
}

/**
 * Reads what an include names.
 * @throws DroverError for what is missing or cannot be read
 */
export function readIncluded(turn: DirectiveTurn, outer: Frame, directive: 'include_tasks' | 'include_role'): Included {
  const most = limits['include-depth'];
  if (outer.includes >= most) throw beyond('include-depth', `Cannot include this: it is within ${most} includes already`);
  const found = directive === 'include_tasks' ? includedTasks(turn, outer) : includedRole(turn, outer);
  return { turn, found, frame: includedFrame(turn, outer) };
}

/** Inheritance of an include: what is around it, its variables as parameters, and `apply`. */
function includedFrame(turn: DirectiveTurn, outer: Frame): Frame {
  const { frame, task, variables } = turn;
  const parent = directiveOf(task.action.name) === 'include_role' ? roleOf(frame) : undefined;
  const own = [...(task.keywords.vars === undefined ? [] : [task.keywords.vars]), variables];
  // Those of the role that a role is included from beat what the include hands over (ansible-core 2.18, `IncludeRole`).
  const params = [...frame.includeParams, ...own, ...(parent === undefined ? [] : [parent.params])];
  const apply = task.action.entries.find(({ key }) => key.value === 'apply')?.value;
  let notify = outer.notify;
  const applied = {
    notify: (node: YamlNode) => {
      notify = located(node);
    },
  };
  const keywords =
    apply?.kind === 'mapping' ? parsed(turn, outer, (context) => parseKeywords(apply.entries, context, 'block', applied)) : {};
  return enter(outer, keywords, { includeParams: params, notify, includes: outer.includes + 1 });
}

function contextAt({ play }: DirectiveTurn, frame: Frame, report: (diagnostic: Diagnostic) => void): ParseContext {
  const role = roleOf(frame);
  const base = play.run.options.parseContext;
  const playbookFolder = folderOf(play.play.file);
  const { file, isHandler: handlers } = frame;
  const staticText: ParseContext['staticText'] = (located, vars) =>
    text(templatesAt(play, { ...frame, blockVars: [...frame.blockVars, ...vars] }).keyword(located));
  const collections = role?.role.collections ?? play.play.keywords.collections?.map(({ value }) => text(value)) ?? [];
  return { ...base, file, playbookFolder, collections, rolePath: role?.role.path, chain: [], handlers, report, staticText };
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

function includedTasks(turn: DirectiveTurn, frame: Frame): IncludedTasks {
  const { task, templates } = turn;
  const written = task.action.freeForm ?? task.action.args.get('file');
  if (written === undefined)
    throw new DroverError('MODULE_ARGS', 'Cannot include tasks: no file is named', { span: task.action.span });
  const name = text(templates.argument(written));
  return parsed(turn, frame, (context) => importTasks(context, name, written.span, true));
}

function includedRole(turn: DirectiveTurn, frame: Frame): RoleUse {
  const { task, templates } = turn;
  return parsed(turn, frame, (context) =>
    roleUseOfTask(task, { ...context, handlers: false }, (name) => {
      const written = task.action.args.get(name);
      if (written === undefined) return undefined;
      const value = templates.argument(written);
      return isOmitted(value) ? undefined : { value, span: written.span };
    }),
  );
}
