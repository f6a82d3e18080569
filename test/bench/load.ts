/**
 * How long YAML takes in a fresh process: `sh scripts/node test/bench/load.ts [FILE…]`. It loads the given files (24
 * small ones of its own when there are none), then one of 1,000 tasks in a line each, and prints milliseconds.
 */
import { readFileSync } from 'node:fs';

const role = (n: number): string =>
  `---
# role ${n}
- name: Install packages
  package:
    name: [curl, "git", {{ extra }}]
    state: present
  when: ansible_os_family == 'Debian'
  notify: restart ${n}
- name: Configure
  template:
    src: app.conf.j2
    dest: "/etc/app/{{ item }}.conf"
    mode: '0644'
  loop: [a, b]
`.replace('{{ extra }}', `'{{ extra }}'`);

const texts = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
const small = texts.length > 0 ? texts : Array.from({ length: 24 }, (_, n) => role(n));
const tasks = Array.from({ length: 1000 }, (_, n) => {
  return `- copy: {dest: /opt/f${n}, content: "file ${n}\\n", owner: root, group: root, mode: '0644'}\n`;
}).join('');

const started = performance.now();
const { load } = await import('../../src/language/load.ts');
const imported = performance.now();
let errors = 0;
for (const text of small) load(text, 'small.yml', () => errors++);
const read = performance.now();
load(tasks, 'big.yml', () => errors++);
const done = performance.now();
const show = (name: string, from: number, to: number): string => `${name} ${(to - from).toFixed(1)} ms`;
process.stdout.write(
  `${show('import', started, imported)}, ${show(`${small.length} small files`, imported, read)}, ${show(`${tasks.length} bytes of tasks`, read, done)}, ${errors} errors\n`,
);
