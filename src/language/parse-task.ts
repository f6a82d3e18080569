import type { MappingEntry, MappingNode, YamlNode } from '../core/node.ts';
import { nodeValue } from '../core/node.ts';
import { didYouMean } from '../core/suggest.ts';
import { text } from '../core/value/text.ts';
import type { Keywords, Located, Task } from './ast.ts';
import { checkEndRole, checkIncludeKeywords, checkRoleHandler } from './check-include-keywords.ts';
import { describeNode } from './describe-node.ts';
import { directiveOf } from './directives.ts';
import { type OwnKeyword, parseKeywords, sharedKeywordNames } from './keywords.ts';
import { checkActionName, parseAction } from './parse-action.ts';
import { located, locatedItems, type ParseContext, reportError } from './parse-context.ts';
import { checkImportLoop, parseLoopControl, readWith } from './parse-loop.ts';
import { isVariableName } from './parse-variables.ts';
import { insteadOf } from './removed.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type TaskFields = Mutable<Omit<Task, 'kind' | 'action' | 'keywords' | 'span'>>;

const ownNames = [
  'name',
  'action',
  'local_action',
  'args',
  'loop',
  'loop_control',
  'register',
  'until',
  'retries',
  'delay',
  'changed_when',
  'failed_when',
  'notify',
  'async',
  'poll',
  'listen',
]; // prettier-ignore

/** All words a task may begin an entry with, beside modules and `with_…`. */
export function taskKeywordNames(): readonly string[] {
  return [...ownNames, ...sharedKeywordNames()];
}

/** Reads one task; findings are reported, and an unusable task is undefined. */
export function parseTask(node: MappingNode, context: ParseContext, handler: boolean): Task | undefined {
  const fields = emptyFields();
  const actions: MappingEntry[] = [];
  let argsNode: YamlNode | undefined;
  const oldStyle: OwnKeyword = (_, entry) => {
    actions.push(entry);
  };
  const listen: OwnKeyword = (value) => {
    fields.listen = located(value);
  };
  const own: Record<string, OwnKeyword> = {
    ...taskReaders(fields, context),
    args: (value) => {
      argsNode = value;
    },
    action: oldStyle,
    local_action: oldStyle,
    ...(handler ? { listen } : {}),
  };
  const keywords = parseKeywords(node.entries, context, 'task', own, (name, entry) => {
    if (name.startsWith('with_')) return readWith(fields, name, entry, context);
    actions.push(entry);
    return true;
  });
  const entry = chooseAction(actions, node, context);
  const action = entry === undefined ? undefined : parseAction(entry, argsNode, context);
  if (action === undefined) return undefined;
  checkActionName(action, keywords.when !== undefined, context);
  checkImportLoop(action, fields.loop, context);
  checkIncludeKeywords(action, node, context, handler);
  if (handler) checkRoleHandler(action, context);
  checkEndRole(action, handler, context);
  return { kind: 'task', ...fields, action, keywords: delegated(keywords, entry), span: node.span };
}

/** A task that says nothing but what it does: every keyword of its own is absent. */
export function emptyFields(): TaskFields {
  return {
    name: undefined,
    loop: undefined,
    loopControl: {},
    register: undefined,
    until: undefined,
    retries: undefined,
    delay: undefined,
    changedWhen: undefined,
    failedWhen: undefined,
    notify: undefined,
    async: undefined,
    poll: undefined,
    listen: undefined,
  };
}

type SingleField = 'retries' | 'delay' | 'notify' | 'async' | 'poll';

function taskReaders(fields: TaskFields, context: ParseContext): Record<string, OwnKeyword> {
  const single =
    (field: SingleField): OwnKeyword =>
    (node) => {
      fields[field] = located(node);
    };
  const conditions =
    (field: 'until' | 'changedWhen' | 'failedWhen'): OwnKeyword =>
    (node) => {
      fields[field] = locatedItems(node);
    };
  return {
    name: (node) => {
      fields.name = located(node);
      if (node.kind === 'scalar') return;
      reportError(
        context,
        'TASK_INVALID',
        `Cannot name this task: the name is ${describeNode(node)}, a string is wanted`,
        node.span,
      );
    },
    retries: single('retries'),
    delay: single('delay'),
    notify: single('notify'),
    async: single('async'),
    poll: single('poll'),
    until: conditions('until'),
    changed_when: conditions('changedWhen'),
    failed_when: conditions('failedWhen'),
    register: (node) => {
      const name = text(nodeValue(node));
      if (isVariableName(name)) fields.register = name;
      else
        reportError(
          context,
          'TASK_INVALID',
          `Cannot register the result as "${name}": it is not a valid variable name`,
          node.span,
          'begin with a letter or _, then letters, digits and _',
        );
    },
    loop: (node) => {
      if (nodeValue(node) !== null) fields.loop = { lookup: undefined, items: located(node) };
    },
    loop_control: (node) => {
      fields.loopControl = parseLoopControl(node, context);
    },
  };
}

/** Of several entries that are no keywords, the misspelt keyword is reported rather than "two modules". */
function chooseAction(actions: readonly MappingEntry[], node: MappingNode, context: ParseContext): MappingEntry | undefined {
  if (actions.length === 1) return actions[0];
  if (actions.length === 0) {
    return reportError(
      context,
      'TASK_INVALID',
      'Cannot run this task: it names no module',
      node.span,
      'add one, such as "debug:"',
    );
  }
  const known = actions.filter((entry) => isKnownAction(text(entry.key.value), context));
  if (known.length === 1) {
    const others = actions.filter((entry) => entry !== known[0]);
    for (const entry of others) refuse(entry, context);
    return others.every((entry) => isTolerated(entry, context)) ? known[0] : undefined;
  }
  const names = actions.map((entry) => `"${text(entry.key.value)}"`).join(' and ');
  const span = actions[1]?.key.span ?? node.span;
  return reportError(
    context,
    'TASK_INVALID',
    `Cannot run this task: it names several modules, ${names}`,
    span,
    'give each module a task of its own',
  );
}

function isKnownAction(name: string, context: ParseContext): boolean {
  return name === 'action' || name === 'local_action' || directiveOf(name) !== undefined || context.vocabulary.hasAction(name);
}

/** Keywords of handlers and of old includes are all that `invalid_task_attribute_failed` lets pass: Ansible takes others for modules. */
function isTolerated({ key }: MappingEntry, { settings }: ParseContext): boolean {
  return !settings.invalidTaskAttributeFailed && ['listen', 'static'].includes(text(key.value));
}

function refuse(entry: MappingEntry, context: ParseContext): void {
  const name = text(entry.key.value);
  const hint = insteadOf(name) ?? didYouMean(name, taskKeywordNames());
  const span = { ...entry.key.span, length: name.length };
  const message = `Cannot use "${name}" in a task: it is neither a keyword nor a module`;
  const severity = isTolerated(entry, context) ? 'warning' : 'error';
  context.report({ severity, code: 'KEYWORD_UNKNOWN', message, span, hint });
}

/** `local_action` is an action on this machine. */
function delegated(keywords: Keywords, entry: MappingEntry | undefined): Keywords {
  if (entry?.key.value !== 'local_action' || keywords.delegateTo !== undefined) return keywords;
  const localhost: Located = { value: 'localhost', span: entry.key.span };
  return { ...keywords, delegateTo: localhost };
}
