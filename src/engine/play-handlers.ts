import { formatSpan } from '../core/span.ts';
import { text } from '../core/value/text.ts';
import type { RoleUse, Statement, Task } from '../language/ast.ts';
import { shortRoleName } from '../language/short-role-name.ts';
import { renderedName } from './describe.ts';
import { enter, type Frame, roleFrame, roleOf } from './frame.ts';
import { type Handler, handlerTasks, notifications } from './handlers.ts';
import { templatesAt } from './place.ts';
import type { PlayRun } from './run-state.ts';

/** Adds the handlers of a role and before them its dependencies'. */
export function addRoleHandlers(play: PlayRun, frame: Frame, use: RoleUse): void {
  const inside = { ...roleFrame(frame, use), file: `${use.role.path}/handlers/main.yml` };
  for (const dependency of use.role.dependencies) addRoleHandlers(play, inside, dependency);
  addHandlers(play, inside, use.handlers);
}

/** Adds one list of handlers; each explicit block in it is a list of its own, as in Ansible. */
export function addHandlers(play: PlayRun, frame: Frame, statements: readonly Statement[]): void {
  let bare: Task[] = [];
  const close = () => {
    play.handlers.add(bare.map((task) => handlerOf(play, frame, task)));
    bare = [];
  };
  for (const statement of statements) {
    if (statement.kind === 'task') {
      bare.push(statement);
      continue;
    }
    close();
    const opened = handlerTasks([statement], frame, openSection);
    play.handlers.add(opened.map(({ task, frame: inside }) => handlerOf(play, inside, task)));
  }
  close();
}

function openSection(frame: Frame, statement: Exclude<Statement, Task>): { frame: Frame; statements: readonly Statement[] } {
  if (statement.kind === 'block') return { frame: enter(frame, statement.keywords), statements: statement.block };
  if (statement.kind === 'import_role') return { frame: roleFrame(frame, statement.use), statements: statement.use.tasks };
  return {
    frame: enter(frame, statement.keywords, { file: statement.file, notify: statement.notify ?? frame.notify }),
    statements: statement.statements,
  };
}

function handlerOf(play: PlayRun, frame: Frame, task: Task): Handler {
  const own = enter(frame, task.keywords);
  const use = roleOf(frame);
  return {
    task,
    frame,
    roles: use === undefined ? [] : [...new Set([use.name, shortRoleName(use)])],
    key: handlerKey(play, task, use?.name),
    name: () => {
      if (task.name === undefined || task.name.value === null) return undefined;
      const written = text(task.name.value);
      return written.includes('{{') ? renderedName(task, templatesAt(play, own)) : written;
    },
    listen: task.listen === undefined ? [] : notifications(task.listen.value),
  };
}

/** Edits of the file around it leave a named handler what it is. */
function handlerKey({ name }: PlayRun, task: Task, role: string | undefined): string {
  const written = task.name === undefined || task.name.value === null ? '' : text(task.name.value);
  return [name, role ?? '', written === '' ? formatSpan(task.span) : written].join(' > ');
}
