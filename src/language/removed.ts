/** Words that ansible-core 2.18 does not know any more, and what took their place. */
const removed: Readonly<Record<string, string>> = {
  include: 'use include_tasks or import_tasks, and import_playbook beside plays',
  static: 'use import_tasks for true, include_tasks for false',
  sudo: 'use "become"',
  su: 'use "become"',
  sudo_user: 'use "become_user"',
  su_user: 'use "become_user"',
  always_run: 'use "check_mode: false"',
  accelerate: 'take it away',
};

/** What to write in the place of a word that Ansible has taken out; undefined for any other. */
export function insteadOf(name: string): string | undefined {
  return Object.hasOwn(removed, name) ? removed[name] : undefined;
}
