import { DroverError } from '../core/errors.ts';
import { lastPart } from '../core/last-part.ts';
import type { MappingEntry, MappingNode, ScalarNode, YamlNode } from '../core/node.ts';
import { nodeValue } from '../core/node.ts';
import { didYouMean } from '../core/suggest.ts';
import { text } from '../core/value/text.ts';
import { Verbatim } from '../core/value/types.ts';
import type { Action, Located } from './ast.ts';
import { describeNode } from './describe-node.ts';
import { directiveOf } from './directives.ts';
import { parseKeyValues } from './key-value.ts';
import { located, type ParseContext, reportError } from './parse-context.ts';
import { insteadOf } from './removed.ts';

/** Modules whose argument is a command line (ansible-core 2.18, `FREEFORM_ACTIONS` and `RAW_PARAM_MODULES`). */
const commandLines = new Set(['command', 'shell', 'raw', 'script', 'win_command', 'win_shell', 'expect']);

/** Reads a task's action from the entry that names the module, and from `args:`. */
export function parseAction(entry: MappingEntry, argsNode: YamlNode | undefined, context: ParseContext): Action | undefined {
  const name = text(entry.key.value);
  if (name === 'action' || name === 'local_action') return parseOldStyle(entry.value, argsNode, context);
  return buildAction(name, entry, entry.value, argsNode, context);
}

/** `action: module k=v` and `action: {module: name, …}`. */
function parseOldStyle(node: YamlNode, argsNode: YamlNode | undefined, context: ParseContext): Action | undefined {
  if (node.kind === 'mapping') {
    const module = node.entries.find((e) => e.key.value === 'module');
    if (module === undefined)
      return reportError(context, 'TASK_INVALID', 'Cannot read this action: it names no module', node.span);
    const inner = node.entries.find((e) => e.key.value === 'args' && e.value.kind === 'mapping');
    const own = node.entries.filter((e) => e !== module && e !== inner);
    const rest: MappingNode = { ...node, entries: [...(inner?.value.kind === 'mapping' ? inner.value.entries : []), ...own] };
    return buildAction(text(nodeValue(module.value)), module, rest, argsNode, context);
  }
  const line = node.kind === 'scalar' && typeof node.value === 'string' ? node.value.trim() : '';
  const [name = ''] = line.split(/\s/, 1);
  if (name === '') return reportError(context, 'TASK_INVALID', `Cannot read this action: it is ${describeNode(node)}`, node.span);
  const rest: YamlNode = { kind: 'scalar', value: line.slice(name.length).trim(), source: '', plain: true, span: node.span };
  const key = { kind: 'scalar', value: name, source: name, plain: true, span: node.span } as const;
  return buildAction(name, { key, value: rest }, rest, argsNode, context);
}

function buildAction(
  name: string,
  entry: MappingEntry,
  node: YamlNode,
  argsNode: YamlNode | undefined,
  context: ParseContext,
): Action | undefined {
  if (node.kind === 'sequence') {
    return reportError(
      context,
      'TASK_INVALID',
      `Cannot read the arguments of module ${name}: they are a list, a mapping is wanted`,
      node.span,
    );
  }
  const own = node.kind === 'mapping' ? { entries: node.entries, rest: undefined } : readFreeForm(name, node, context);
  const besides = argsNode?.kind === 'mapping' ? argsNode.entries : [];
  const template = argsNode?.kind === 'scalar' && typeof argsNode.value === 'string' ? located(argsNode) : undefined;
  if (argsNode !== undefined && argsNode.kind !== 'mapping' && template === undefined) {
    reportError(context, 'TASK_INVALID', `Cannot read the args of this task: they are ${describeNode(argsNode)}`, argsNode.span);
  }
  const entries = [...besides, ...own.entries].filter(({ key }) => key.value !== '_raw_params');
  const raw = [...own.entries, ...besides].find(({ key }) => key.value === '_raw_params');
  const args = new Map(entries.map(({ key, value }) => [text(key.value), located(value)]));
  const freeForm = own.rest ?? (raw === undefined ? undefined : located(raw.value));
  return { name, span: entry.key.span, args, entries, freeForm, argsTemplate: template };
}

interface FreeForm {
  readonly entries: readonly MappingEntry[];
  readonly rest: Located | undefined;
}

/** `k=v` words become arguments; the rest of a command line, or a single word, stays free-form. */
function readFreeForm(name: string, node: ScalarNode, context: ParseContext): FreeForm {
  const { value, span } = node;
  if (value === null) return { entries: [], rest: undefined };
  if (value instanceof Verbatim) return { entries: [], rest: located(node) };
  try {
    const { pairs, rest } = parseKeyValues(text(value), commandLines.has(lastPart(name)));
    const scalar = (of: string): ScalarNode => ({ kind: 'scalar', value: of, source: of, plain: false, span });
    const entries = [...pairs].map(([key, of]) => ({ key: scalar(key), value: scalar(of) }));
    return { entries, rest: rest === '' ? undefined : { value: rest, span } };
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    reportError(context, 'TASK_INVALID', error.message, span, error.hint);
    return { entries: [], rest: undefined };
  }
}

/** Reports a name that no module answers to; behind a `when` it is a warning, since the task may never run. */
export function checkActionName(action: Action, guarded: boolean, context: ParseContext): void {
  if (directiveOf(action.name) !== undefined || context.vocabulary.hasAction(action.name)) return;
  // A name that is a template is known when the task runs.
  if (action.name.includes('{{')) return;
  context.report({
    severity: guarded ? 'warning' : 'error',
    code: 'MODULE_UNKNOWN',
    message: `Cannot run module "${action.name}": Drover has no such module`,
    span: { ...action.span, length: action.name.length },
    hint: insteadOf(lastPart(action.name)) ?? didYouMean(action.name, context.vocabulary.actionNames()),
  });
}
