import type { Report } from '../core/diagnostic.ts';
import { didYouMean } from '../core/suggest.ts';
import { text } from '../core/value/text.ts';
import type { Action } from '../language/ast.ts';
import type { Directive } from '../language/directives.ts';
import { metaProblem } from './meta.ts';
import { hasTemplate } from './module/check-arguments.ts';

const roleParts = ['name', 'role', 'tasks_from', 'vars_from', 'defaults_from', 'handlers_from'] as const;
const roleFlags = ['public', 'allow_duplicates', 'rolespec_validate'] as const;

/** The arguments of the directives that take only certain ones (ansible-core 2.18). */
export const acceptedArguments: Partial<Record<Directive, readonly string[]>> = {
  include_tasks: ['file', 'apply'],
  include_role: [...roleParts, ...roleFlags, 'apply'],
  include_vars: [
    'file',
    'dir',
    'name',
    'depth',
    'files_matching',
    'ignore_files',
    'ignore_unknown_extensions',
    'extensions',
    'hash_behaviour',
  ],
  group_by: ['key', 'parents'],
  set_stats: ['data', 'per_host', 'aggregate'],
  validate_argument_spec: ['argument_spec', 'provided_arguments', 'validate_args_context'],
};

/** Checks before the run what an action of the engine is given. */
export function checkDirective(directive: Directive, action: Action, report: Report): void {
  if (directive === 'meta') checkMeta(action, report);
  const names = acceptedArguments[directive];
  if (names === undefined) return;
  for (const { key } of action.entries) {
    const name = text(key.value);
    if (names.includes(name)) continue;
    const message = `Cannot use argument "${name}" of ${directive}: it accepts ${names.join(', ')}`;
    report({ severity: 'error', code: 'ROLE_ARGS', message, span: key.span, hint: didYouMean(name, names) });
  }
}

function checkMeta({ freeForm, span }: Action, report: Report): void {
  const written = freeForm?.value ?? '';
  if (hasTemplate(written)) return;
  const problem = metaProblem(text(written));
  if (problem !== undefined) report({ severity: 'error', code: 'TASK_INVALID', ...problem, span: freeForm?.span ?? span });
}
