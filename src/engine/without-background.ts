import type { AnyModule } from '../core/module.ts';
import { shortName } from './module/arguments.ts';

/** Modules that Ansible runs in parts on the controller, and so refuses with `async` (ansible-core 2.18). */
const names = new Set([
  'assemble',
  'assert',
  'async_status',
  'copy',
  'debug',
  'fail',
  'fetch',
  'gather_facts',
  'pause',
  'raw',
  'reboot',
  'script',
  'set_fact',
  'template',
  'unarchive',
  'wait_for_connection',
]);

/** Whether a module fails in a task with `async`. */
export function hasNoBackground(module: AnyModule): boolean {
  return names.has(shortName(module));
}
