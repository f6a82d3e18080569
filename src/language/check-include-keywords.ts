import type { MappingNode } from '../core/node.ts';
import { text } from '../core/value/text.ts';
import type { Action } from './ast.ts';
import { directiveOf } from './directives.ts';
import { type ParseContext, reportError } from './parse-context.ts';

/** Keywords that a dynamic include may have (ansible-core 2.18): what is for its tasks belongs into `apply`. */
const accepted = new Set(
  'name action args collections debugger ignore_errors loop loop_control no_log register run_once tags timeout vars when'.split(
    ' ',
  ),
);

/** Refuses a role as a handler. */
export function checkRoleHandler({ name, span }: Action, context: ParseContext): void {
  const directive = directiveOf(name);
  if (directive !== 'include_role' && directive !== 'import_role') return;
  const hint = 'notify a handler of the role';
  reportError(context, 'TASK_INVALID', `Cannot use ${directive} as a handler: a role is none`, span, hint);
}

/** Refuses the keywords that an include does not take. */
export function checkIncludeKeywords({ name }: Action, node: MappingNode, context: ParseContext, handler: boolean): void {
  const directive = directiveOf(name);
  if (directive !== 'include_tasks' && directive !== 'include_role') return;
  for (const { key } of node.entries) {
    const keyword = text(key.value);
    const isAccepted = directiveOf(keyword) === directive || accepted.has(keyword) || keyword.startsWith('with_');
    if (isAccepted || (handler && keyword === 'listen')) continue;
    const hint = 'give it to the tasks inside with "apply"';
    const message = `Cannot use "${keyword}" with ${directive}: it is no attribute of an include`;
    const severity = context.settings.invalidTaskAttributeFailed ? 'error' : 'warning';
    context.report({ severity, code: 'KEYWORD_UNKNOWN', message, span: { ...key.span, length: keyword.length }, hint });
  }
}

/** Refuses `meta: end_role` where there is no role to end. */
export function checkEndRole({ name, freeForm }: Action, handler: boolean, context: ParseContext): void {
  if (directiveOf(name) !== 'meta' || freeForm?.value !== 'end_role') return;
  if (!handler && context.rolePath !== undefined) return;
  const where = handler ? 'in a handler' : 'outside of a role';
  reportError(context, 'TASK_INVALID', `Cannot use "end_role" ${where}: it ends the role of its task`, freeForm.span);
}
