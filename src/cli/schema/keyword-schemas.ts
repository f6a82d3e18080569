import { anything, decimal, flag, type JsonSchema, mapping, oneOrMore, text, whole } from './json-schema.ts';

type Keywords = Readonly<Record<string, JsonSchema>>;

const conditions = oneOrMore({ type: ['string', 'boolean', 'number'] });
const names = oneOrMore({ type: ['string', 'number'] });
const variables: JsonSchema = { anyOf: [{ type: 'object' }, { type: 'array', items: { type: 'object' } }, { type: 'null' }] };
const tasks: JsonSchema = { anyOf: [{ $ref: '#/definitions/tasks' }, { type: ['null', 'string'], maxLength: 0 }] };

/** Keywords that plays, roles, blocks and tasks share. */
export const sharedKeywords: Keywords = {
  when: conditions,
  tags: names,
  vars: variables,
  environment: oneOrMore(mapping),
  module_defaults: oneOrMore(mapping),
  become: flag,
  become_user: text,
  become_method: text,
  become_exe: text,
  become_flags: text,
  ignore_errors: flag,
  ignore_unreachable: flag,
  check_mode: flag,
  diff: flag,
  no_log: flag,
  delegate_to: text,
  delegate_facts: flag,
  run_once: flag,
  any_errors_fatal: flag,
  timeout: whole,
  connection: text,
  port: whole,
  remote_user: text,
  collections: names,
  debugger: text,
  throttle: whole,
};

/** A task's own, beside the module and `with_…`. */
export const taskKeywords: Keywords = {
  name: text,
  action: { type: ['string', 'object'] },
  local_action: { type: ['string', 'object'] },
  args: mapping,
  loop: { type: ['array', 'string'] },
  loop_control: {
    type: 'object',
    properties: {
      loop_var: text,
      index_var: text,
      label: anything,
      pause: decimal,
      extended: flag,
      extended_allitems: flag,
      break_when: conditions,
    },
    additionalProperties: false,
  },
  register: { type: 'string' },
  until: conditions,
  retries: whole,
  delay: decimal,
  changed_when: conditions,
  failed_when: conditions,
  notify: names,
  async: whole,
  poll: whole,
  listen: names,
};

export const blockKeywords: Keywords = {
  name: text,
  block: tasks,
  rescue: tasks,
  always: tasks,
  notify: names,
  listen: names,
};

export const playKeywords: Keywords = {
  name: text,
  hosts: oneOrMore({ type: 'string' }),
  user: text,
  gather_facts: flag,
  gather_subset: names,
  gather_timeout: whole,
  fact_path: text,
  force_handlers: flag,
  max_fail_percentage: decimal,
  serial: oneOrMore({ type: ['integer', 'string'] }),
  strategy: text,
  order: text,
  vars_files: oneOrMore({ anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }),
  vars_prompt: { type: ['array', 'null'], items: { type: 'object', required: ['name'] } },
  roles: { type: ['array', 'null'], items: { $ref: '#/definitions/role' } },
  pre_tasks: tasks,
  tasks,
  post_tasks: tasks,
  handlers: tasks,
};
