import type { Value } from '../core/value/types.ts';
import type { Layer } from './scope.ts';

/**
 * What Ansible sets of a host's connection where no variable does: names and values of a local connection with default settings
 * (ansible-core 2.18, `PlayContext.update_vars`).
 */
export function connectionLayer(host: string): Layer {
  return new Map<string, Value>([
    ['ansible_connection', 'local'],
    ['ansible_host', host],
    ['ansible_module_compression', 'ZIP_DEFLATED'],
    ['ansible_pipelining', false],
    ['ansible_shell_executable', '/bin/sh'],
    ['ansible_ssh_host', host],
    ['ansible_ssh_pipelining', false],
    ['ansible_ssh_timeout', 10],
    ['ansible_timeout', 10],
  ]);
}
