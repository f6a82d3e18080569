import type { Keywords } from '../language/ast.ts';

/**
 * Whether what goes wrong here is foreseen: it may never run (`when`), or may fail without ending the run (`ignore_errors`). What a
 * check before the run finds there is a warning, and the task fails when it runs, as with Ansible.
 */
export function isForeseen({ when, ignoreErrors }: Keywords, outer: boolean): boolean {
  return outer || when !== undefined || (ignoreErrors !== undefined && ignoreErrors.value !== false);
}
