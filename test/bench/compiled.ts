import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * What it takes to load and check a tree of 100 roles and 1,000 tasks, from its sources and from its compiled form: whole
 * runs of the executable that then do nothing, since the play is for another host, less the same with an empty play.
 * Medians in milliseconds of rounds in turn: `sh scripts/node test/bench/compiled.ts [--rounds 15] [--program dist/drover]`
 */
const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    program: { type: 'string', default: 'dist/drover' },
    roles: { type: 'string', default: '100' },
    tasks: { type: 'string', default: '10' },
  },
});

const directory = mkdtempSync(join(tmpdir(), 'drover-bench-'));
try {
  measure();
} finally {
  rmSync(directory, { recursive: true });
}

function measure(): void {
  const trees = { empty: [], sources: Array.from({ length: Number(flags.roles) }, (_, n) => `role_${n}`) };
  for (const [name, roles] of Object.entries(trees)) writeTree(join(directory, name), roles);
  cpSync(join(directory, 'sources'), join(directory, 'compiled'), { recursive: true });
  console.log(run(flags.program, ['bundle', 'compile', '--bundle', join(directory, 'compiled')]).trim());
  const apply = (tree: string) => () =>
    run(flags.program, ['apply', '--check', '--host', 'node1', '--bundle', join(directory, tree)]);
  const courses = {
    node: () => run(process.execPath, ['-e', '0']),
    empty: apply('empty'),
    sources: apply('sources'),
    compiled: apply('compiled'),
  };
  const times = timed(courses, Number(flags.rounds));
  for (const [name, ms] of Object.entries(times)) console.log(`${name.padEnd(8)} ${ms.toFixed(1)} ms`);
  for (const name of ['sources', 'compiled'] as const) {
    console.log(`loaded and checked, ${name}: ${(times[name] - times.empty).toFixed(1)} ms`);
  }
}

function timed<T extends string>(courses: Readonly<Record<T, () => unknown>>, rounds: number): Record<T, number> {
  const names = Object.keys(courses) as T[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      courses[name]();
      // The first round only warms the machine's caches.
      if (round > 0) times.get(name)?.push(performance.now() - start);
    }
  }
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<T, number>;
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error });
  return stdout;
}

function writeTree(tree: string, roles: readonly string[]): void {
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  };
  write('inventory', 'node1\n\n[other]\nnode2\n');
  write('group_vars/all.yml', 'domain: example.org\nservers:\n  - one\n  - two\n');
  write('site.yml', `- name: Everything\n  hosts: other\n  roles: [${roles.join(', ')}]\n`);
  for (const role of roles) {
    const tasks = Array.from({ length: Number(flags.tasks) }, (_, n) => taskOf(role, n));
    write(`roles/${role}/tasks/main.yml`, `---\n${tasks.join('\n')}`);
    write(`roles/${role}/handlers/main.yml`, `- name: Restart ${role}\n  service:\n    name: ${role}\n    state: restarted\n`);
    write(`roles/${role}/defaults/main.yml`, `${role}_enabled: true\n${role}_option: 12\n${role}_names:\n  - one\n  - two\n`);
    write(`roles/${role}/templates/app.conf.j2`, `# {{ ansible_managed }}\nname = {{ item }}\n`);
  }
}

/** Tasks of five kinds in turn, as roles have them. */
function taskOf(role: string, n: number): string {
  const kinds = [
    `- name: Install packages ${n}
  ansible.builtin.package:
    name: [curl, "git", '{{ ${role}_extra }}']
    state: present
  when: ${role}_enabled and ansible_os_family == 'Debian'
  notify: Restart ${role}
`,
    `- name: Configure ${n}
  ansible.builtin.template:
    src: app.conf.j2
    dest: "/etc/${role}/{{ item }}.conf"
    owner: root
    group: root
    mode: '0644'
  loop: "{{ ${role}_names | default([]) }}"
  notify: Restart ${role}
  tags: [config, ${role}]
`,
    `- name: Make a directory ${n}\n  file:\n    path: /var/lib/${role}/${n}\n    state: directory\n    mode: '0755'\n`,
    `- name: Set a line ${n}
  lineinfile:
    path: /etc/${role}.conf
    regexp: '^option_${n}='
    line: "option_${n}={{ ${role}_option }}"
  register: line_${n}
`,
    `- name: Start ${n}\n  service:\n    name: ${role}\n    state: started\n    enabled: true\n  when: not ${role}_enabled\n`,
  ];
  return kinds[n % kinds.length] ?? '';
}
