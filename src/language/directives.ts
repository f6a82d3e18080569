/**
 * The actions that are part of the language: the engine carries them out itself, no module does.
 */
export const directives = [
  'meta',
  'import_tasks',
  'include_tasks',
  'import_role',
  'include_role',
  'include_vars',
  'import_playbook',
  'add_host',
  'group_by',
  'set_stats',
  'validate_argument_spec',
] as const;

export type Directive = (typeof directives)[number];

/** The directive a name stands for, short or fully qualified; undefined for a module's name. */
export function directiveOf(name: string): Directive | undefined {
  const short = name.startsWith('ansible.builtin.') ? name.slice(16) : name.startsWith('ansible.legacy.') ? name.slice(15) : name;
  return directives.find((directive) => directive === short);
}
