import { int, raw } from '../core/args.ts';
import type { TaskContext } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';
import { text } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';

export const debug = defineAction({
  name: 'ansible.builtin.debug',
  summary: 'Show a message or a variable',
  args: {
    msg: raw({ default: 'Hello world!', doc: 'What to show' }),
    var: raw({ doc: 'Expression, without braces, whose value is shown under its own name' }),
    verbosity: int({ default: 0, doc: 'Show it only from this many `-v` on' }),
  },
  rules: { mutuallyExclusive: [['msg', 'var']] },
  examples: [
    '- debug: { msg: "role is {{ role_name }}" }',
    '- debug: { var: ansible_facts.os_family, verbosity: 1 }',
    '- debug:',
  ],
  effect: 'none',
  run(_host, { msg, var: expression, verbosity }, context): ActionOutcome {
    if (verbosity > Number(context.variable('ansible_verbosity') ?? 0)) {
      return { skipped: 'the verbosity is too low', result: { skipped_reason: 'Verbosity threshold not met.' } };
    }
    if (expression === undefined || expression === null || expression === '') return { isShown: true, result: { msg } };
    return { isShown: true, result: { [nameOf(expression)]: evaluated(expression, context) } };
  },
});

/** Ansible shows the value of a container under Python's name of its type. */
function nameOf(expression: Value): string {
  if (Array.isArray(expression)) return "<class 'list'>";
  return expression instanceof Map ? "<class 'dict'>" : text(expression);
}

function evaluated(expression: Value, context: TaskContext): Value {
  if (Array.isArray(expression) || expression instanceof Map) return expression;
  try {
    return context.evaluate(text(expression));
  } catch (error) {
    if (error instanceof DroverError && error.code === 'VARIABLE_UNDEFINED') return 'VARIABLE IS NOT DEFINED!';
    throw error;
  }
}
