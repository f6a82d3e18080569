/**
 * How long a template takes that reads a variable of every host: `sh scripts/node test/bench/hostvars.ts [HOSTS [COMMAND…]]`.
 * HOSTS is 1000, COMMAND the sources' own `drover`. It applies a tree five times and prints the task's milliseconds: rendering, in a
 * process of its own each time, and writing the file, which the first run does.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [count = '1000', command = process.execPath, ...given] = process.argv.slice(2);
const args = command === process.execPath ? [join(import.meta.dirname, '../../src/main.ts')] : given;
const tree = mkdtempSync(join(tmpdir(), 'bench-'));
const names = Array.from({ length: Number(count) }, (_, n) => `h${n}`);
const addresses = names.map((name, n) => `${name} ansible_host=10.${n >> 16}.${(n >> 8) & 255}.${n & 255}\n`);
const groups = [0, 1, 2].map((group) => `[g${group}]\n${names.filter((_, n) => n % 3 === group).join('\n')}\n`);
writeFileSync(join(tree, 'hosts'), `${addresses.join('')}${groups.join('')}[all:vars]\nurl="http://{{ ansible_host }}/"\n`);
mkdirSync(join(tree, 'templates'));
writeFileSync(
  join(tree, 'templates/list.j2'),
  "{% for h in groups['all'] %}\n{{ hostvars[h].ansible_host }} {{ h }} {{ hostvars[h]['url'] }}\n{% endfor %}\n",
);
const task = { template: { src: 'list.j2', dest: join(tree, 'out') } };
writeFileSync(join(tree, 'site.yml'), JSON.stringify([{ hosts: 'h0', gather_facts: false, tasks: [task] }]));

const options = ['--bundle', tree, '--play', 'site.yml', '--host', 'h0', '--root', '/', '--output', 'json'];
const times = Array.from({ length: 5 }, () => {
  const output = execFileSync(command, [...args, 'apply', ...options], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const events = output
    .trimEnd()
    .split('\n')
    .map((line): { event: string; ms: number } => JSON.parse(line));
  return events.find(({ event }) => event === 'task_end')?.ms;
});
rmSync(tree, { recursive: true });
process.stdout.write(`${count} hosts: ${times.join(', ')} ms\n`);
