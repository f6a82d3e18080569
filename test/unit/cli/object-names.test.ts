import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objectNames } from '../../support/properties.ts';
import { run } from './run-command.ts';

let bundle = '';
beforeEach(() => {
  bundle = mkdtempSync(join(tmpdir(), 'drover-object-names-'));
});
afterEach(() => rmSync(bundle, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(bundle, path)), { recursive: true });
  writeFileSync(join(bundle, path), text);
}

/** The messages of the tasks of a run for a host, as JSON: `__proto__` is no name to compare objects by. */
async function messages(host: string, tasks: string): Promise<(string | undefined)[]> {
  write('site.yml', `- hosts: all\n  gather_facts: false\n  vars_files: [vars.yml]\n  tasks:\n${tasks}`);
  const { out, err, status } = await run(
    { DROVER_BUNDLE: bundle },
    'apply',
    '--host',
    host,
    '--check',
    '--offline',
    '--output',
    'json',
  );
  expect({ err, status }).toEqual({ err: '', status: 0 });
  const events = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; details?: { msg?: unknown }; msg?: unknown });
  return events.filter(({ event }) => event === 'task_end').map(({ msg, details }) => JSON.stringify(msg ?? details?.msg));
}

describe.each(objectNames)('the name %s', (name) => {
  beforeEach(() => {
    write('hosts', `[${name}]\n${name} own=1\n[${name}_up:children]\n${name}\n`);
    write(`group_vars/${name}.yml`, `${name}: from the group\n`);
    write(`host_vars/${name}/x.yml`, 'of_host: 2\n');
    write('vars.yml', `nested: {${name}: {a: 1}}\n`);
  });

  it('is a host, a group and a variable like any other', async () => {
    expect(
      await messages(
        name,
        `    - debug: {msg: ["{{ ${name} }}", "{{ own }}", "{{ of_host }}", "{{ group_names }}", "{{ hostvars['${name}'].own }}", "{{ groups['${name}'] }}"]}\n`,
      ),
    ).toEqual([JSON.stringify(['from the group', 1, 2, [name, `${name}_up`].sort(), '1', [name]])]);
  });

  it('is shown by the inventory', async () => {
    write('site.yml', '- hosts: all\n');
    const { out } = await run({ DROVER_BUNDLE: bundle }, 'inventory');
    expect(out).toContain(`"hosts": [\n            "${name}"\n        ]`);
    expect(out).toContain(`"${name}": "from the group"`);
  });

  it('is a key of dicts', async () => {
    expect(
      await messages(
        name,
        `    - debug: {msg: ["{{ nested.${name}.a }}", "{{ nested | combine({'${name}': {'b': 2}}, recursive=true) }}", "{{ {} | combine({'${name}': 1}) | dict2items }}", "{{ {'a': 1}.${name} is defined }}", "{{ '{\\"${name}\\": 1}' | from_json | to_json }}"]}\n`,
      ),
    ).toEqual([`["1",{"${name}":{"a":1,"b":2}},[{"key":"${name}","value":1}],false,"{\\"${name}\\": 1}"]`]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('is a fact, a registered result and a name of a loop', async () => {
    expect(
      await messages(
        name,
        `    - set_fact: {${name}: 5}
    - debug: {msg: "{{ ${name} }}"}
    - debug: {msg: "{{ ${name}_each.${name} }}"}
      loop: [{${name}: 7}]
      loop_control: {loop_var: ${name}_each}
    - command: "true"
      register: ${name}
    - debug: {msg: "{{ ${name}.changed }}"}
`,
      ),
    ).toEqual([undefined, '5', undefined, '"A check run does not run it"', 'false']);
  });

  it('is refused by name as an argument', async () => {
    write('site.yml', `- hosts: all\n  tasks:\n    - debug: {${name}: 1}\n    - ping:\n      ${name}: 1\n`);
    const { out } = await run({ DROVER_BUNDLE: bundle }, 'lint');
    expect(out).toContain(`Cannot use argument "${name}" of module debug`);
    expect(out).toContain(`Cannot use "${name}" in a task: it is neither a keyword nor a module`);
  });
});
