import { boolean, raw } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';
import { typeName } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';

export const assert = defineAction({
  name: 'ansible.builtin.assert',
  summary: 'Fail unless conditions hold',
  args: {
    that: raw({ required: true, doc: 'A condition as in `when`, or a list of them' }),
    fail_msg: raw({ aliases: ['msg'], doc: 'What is said where one does not hold: a text or a list of texts' }),
    success_msg: raw({ doc: 'What is said where all hold: a text or a list of texts' }),
    quiet: boolean({ default: false, doc: 'Show nothing where all hold' }),
  },
  examples: [
    '- assert: { that: nomad_version is defined }',
    '- ansible.builtin.assert: { that: [ansible_memtotal_mb > 512, "\'web\' in group_names"], fail_msg: This is no web server }',
  ],
  effect: 'none',
  run(_host, { that, fail_msg: failMessage, success_msg: successMessage, quiet }, context): ActionOutcome {
    const failed = message('fail_msg', failMessage, 'Assertion failed');
    const passed = message('success_msg', successMessage, 'All assertions passed');
    for (const condition of Array.isArray(that) ? that : [that]) {
      if (context.condition(condition)) continue;
      const result = { evaluated_to: false, assertion: condition, msg: failed };
      return { failed: true, result, ...(typeof failed === 'string' ? { msg: failed } : {}) };
    }
    return { isShown: !quiet, result: { msg: passed } };
  },
});

function message(name: string, given: Value | undefined, otherwise: string): Value {
  if (given === undefined || given === null) return otherwise;
  const isText = typeof given === 'string' || (Array.isArray(given) && given.every((item) => typeof item === 'string'));
  if (isText) return given;
  throw new DroverError('MODULE_ARGS', `Cannot use a ${typeName(given)} as ${name}: it takes a text or a list of texts`);
}
