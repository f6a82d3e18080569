import { boolean, rest } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';
import type { Dict, Value } from '../core/value/types.ts';

export const setFact = defineAction({
  name: 'ansible.builtin.set_fact',
  summary: 'Set variables of the host for the rest of the run',
  args: {
    cacheable: boolean({ default: false, doc: 'The variables are facts too and outlive the play' }),
    key_value: rest({ default: new Map(), doc: 'The variables: any names with their values' }),
  },
  examples: [
    '- set_fact: { data_dir: /srv/nomad, is_leader: "{{ groups.server[0] == inventory_hostname }}" }',
    '- set_fact: one=1',
  ],
  effect: 'none',
  run(_host, { cacheable, key_value: given }, { settings }): ActionOutcome {
    if (given.size === 0) throw new DroverError('MODULE_ARGS', 'Cannot set facts: at least one name with a value is needed');
    const variables: Dict = new Map();
    for (const [name, value] of given) {
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
        throw new DroverError(
          'MODULE_ARGS',
          `Cannot set fact "${name}": a name has letters, digits and underscores, no digit first`,
        );
      }
      variables.set(name, settings?.jinja2Native === true ? value : asBoolean(value));
    }
    return { variables, cacheable, result: { ansible_facts: variables } };
  },
});

/** As ansible-core 2.18.6: the words `true`, `false`, `yes` and `no` become booleans, unless templates are native. */
function asBoolean(value: Value): Value {
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'yes') return true;
  return word === 'false' || word === 'no' ? false : value;
}
