import type { MappingNode, YamlNode } from '../core/node.ts';
import { text } from '../core/value/text.ts';
import type { Block, ImportedTasks, Located, Statement, Task } from './ast.ts';
import { describeNode } from './describe-node.ts';
import { directiveOf } from './directives.ts';
import { type OwnKeyword, parseKeywords } from './keywords.ts';
import { located, type ParseContext, reportError, withVars } from './parse-context.ts';
import { parseImportedRole } from './parse-role-use.ts';
import { parseTask } from './parse-task.ts';

/** Reads a list of tasks and blocks; imports are put in place. An empty list is null in YAML. */
export function parseStatements(node: YamlNode | undefined, context: ParseContext, handlers = false): Statement[] {
  if (node === undefined || (node.kind === 'scalar' && (node.value === null || node.value === ''))) return [];
  if (node.kind !== 'sequence') {
    const hint = 'begin each task with "- "';
    reportError(
      context,
      'PLAY_INVALID',
      `Cannot read these tasks: they are ${describeNode(node)}, a list is wanted`,
      node.span,
      hint,
    );
    return [];
  }
  return node.items.flatMap((item) => parseStatement(item, context, handlers) ?? []);
}

function parseStatement(node: YamlNode, context: ParseContext, handlers: boolean): Statement | undefined {
  if (node.kind !== 'mapping') {
    return reportError(
      context,
      'TASK_INVALID',
      `Cannot read this task: it is ${describeNode(node)}, a mapping is wanted`,
      node.span,
    );
  }
  const names = node.entries.map((entry) => entry.key.value);
  if (names.includes('block')) return parseBlock(node, context, handlers);
  const orphan = node.entries.find(({ key }) => key.value === 'rescue' || key.value === 'always');
  if (orphan !== undefined) {
    return reportError(
      context,
      'TASK_INVALID',
      `Cannot use "${text(orphan.key.value)}" here: there is no block`,
      orphan.key.span,
      'add "block:"',
    );
  }
  const task = parseTask(node, context, handlers);
  return task === undefined ? undefined : resolveImport(task, context);
}

function parseBlock(node: MappingNode, context: ParseContext, handlers: boolean): Block {
  const sections: Partial<Record<'block' | 'rescue' | 'always', YamlNode>> = {};
  let name: Located | undefined;
  let notify: Located | undefined;
  const section =
    (which: keyof typeof sections): OwnKeyword =>
    (value) => {
      sections[which] = value;
    };
  const keywords = parseKeywords(node.entries, context, 'block', {
    name: (value) => {
      name = located(value);
    },
    notify: (value) => {
      notify = located(value);
    },
    block: section('block'),
    rescue: section('rescue'),
    always: section('always'),
    // A handler block may carry it; the handlers inside are what listens.
    ...(handlers ? { listen: () => {} } : {}),
  });
  const inside = withVars(context, keywords);
  return {
    kind: 'block',
    name,
    keywords,
    notify,
    block: parseStatements(sections.block, inside, handlers),
    rescue: parseStatements(sections.rescue, inside, handlers),
    always: parseStatements(sections.always, inside, handlers),
    hasRescue: sections.rescue !== undefined,
    span: node.span,
  };
}

/** Puts what `import_tasks` and `import_role` name in their place. */
function resolveImport(task: Task, context: ParseContext): Statement | undefined {
  const directive = directiveOf(task.action.name);
  if (directive === 'import_role') return parseImportedRole(task, context);
  if (directive === 'import_playbook') {
    return reportError(context, 'TASK_INVALID', 'Cannot import a playbook here: it belongs beside the plays', task.span);
  }
  return directive === 'import_tasks' ? importTasks(task, context) : task;
}

function importTasks(task: Task, context: ParseContext): ImportedTasks | undefined {
  const named = task.action.freeForm ?? task.action.args.get('file');
  if (named === undefined) return reportError(context, 'TASK_INVALID', 'Cannot import tasks: no file is named', task.action.span);
  const inside = withVars(context, task.keywords);
  const name = context.staticText(named, inside.staticVars);
  if (name === undefined) {
    const hint = 'use include_tasks for a name that is known during the run only';
    return reportError(
      context,
      'TASK_INVALID',
      `Cannot import "${text(named.value)}": its variables are not known before the run`,
      named.span,
      hint,
    );
  }
  const imported = context.importTasks(inside, name, named.span);
  if (imported === undefined) return undefined;
  return { kind: 'import_tasks', ...imported, keywords: task.keywords, notify: task.notify, span: task.span };
}
