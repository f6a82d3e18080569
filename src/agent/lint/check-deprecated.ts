import type { Report } from '../../core/diagnostic.ts';
import type { Span } from '../../core/span.ts';
import type { Loop, Task } from '../../language/ast.ts';

/** Lookups of `with_…` whose items are lists or dicts: a name there is a text of that name, never a variable. */
const listLookups = new Set([
  'items',
  'list',
  'dict',
  'nested',
  'cartesian',
  'together',
  'subelements',
  'flattened',
  'indexed_items',
]);
const bareName = /^[A-Za-z_]\w*(?:\.\w+|\[[^\]]+\])*$/;

/** Forms of a task that ansible-core 2.18 warns of, or that meant something else before Ansible 2. */
export function checkDeprecated(task: Task, report: Report): void {
  const { loop, action, keywords } = task;
  if (loop !== undefined) checkBareLoop(loop, report);
  const conditions = [keywords.when, task.until, task.changedWhen, task.failedWhen].flatMap((each) => each ?? []);
  for (const { value, span } of conditions) {
    if (typeof value === 'string' && /\{\{|\{%/.test(value)) {
      tell(
        'A condition is an expression already: "{{" in it renders a text that is judged once more',
        span,
        'write it without braces',
        report,
      );
    }
  }
  if (action.argsTemplate !== undefined) {
    const message = 'A variable in the place of args may set any argument of the module, and a fact may set the variable';
    tell(message, action.argsTemplate.span, 'name each argument', report);
  }
}

function checkBareLoop({ lookup, items }: Loop, report: Report): void {
  if (lookup === undefined || !listLookups.has(lookup)) return;
  for (const value of Array.isArray(items.value) ? [] : [items.value]) {
    if (typeof value !== 'string' || !bareName.test(value)) continue;
    tell(`with_${lookup} takes "${value}" for a text, not for a variable`, items.span, `did you mean "{{ ${value} }}"?`, report);
  }
}

function tell(message: string, span: Span, hint: string, report: Report): void {
  report({ severity: 'warning', code: 'DEPRECATED', message, span, hint });
}
