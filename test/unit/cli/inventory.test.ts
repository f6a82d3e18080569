// Answers of ansible-inventory, ansible-core 2.18.6, for the same files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run-command.ts';

const files: Readonly<Record<string, string>> = {
  hosts: `[web]
node1 port=80 ratio=1.0 list=[1,2]
node2
[all_of_it:children]
web
db
[db]
db1
`,
  'group_vars/web.yml': `url: "http://{{ inventory_hostname }}/é"
when: 2024-01-02
set: {b: 1, a: [yes, ~, 1.50]}
raw: !unsafe "{{ x }}"
`,
  'group_vars/all_of_it': `ansible_group_priority: 3
`,
  'host_vars/node1/a.json': `a: 1
`,
  'host_vars/node1/b.yaml': `b: {3: x, 10: z}
`,
  'host_vars/node1/c.txt': `nope
`,
};

let bundle = '';
beforeEach(() => {
  bundle = mkdtempSync(join(tmpdir(), 'drover-inventory-'));
  for (const [path, text] of Object.entries(files)) write(path, text);
});
afterEach(() => rmSync(bundle, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(bundle, path)), { recursive: true });
  writeFileSync(join(bundle, path), text);
}

const inventory = (...args: string[]) => run({ DROVER_BUNDLE: bundle }, 'inventory', ...args);

describe('drover inventory', () => {
  it('lists what ansible-inventory --list does, to the byte', async () => {
    expect((await inventory('--list')).out).toBe(`{
    "_meta": {
        "hostvars": {
            "db1": {
                "ansible_group_priority": 3
            },
            "node1": {
                "a": 1,
                "ansible_group_priority": 3,
                "b": {
                    "3": "x",
                    "10": "z"
                },
                "list": [
                    1,
                    2
                ],
                "port": 80,
                "ratio": 1.0,
                "raw": {
                    "__ansible_unsafe": "{{ x }}"
                },
                "set": {
                    "a": [
                        true,
                        null,
                        1.5
                    ],
                    "b": 1
                },
                "url": "http://{{ inventory_hostname }}/é",
                "when": "2024-01-02"
            },
            "node2": {
                "ansible_group_priority": 3,
                "raw": {
                    "__ansible_unsafe": "{{ x }}"
                },
                "set": {
                    "a": [
                        true,
                        null,
                        1.5
                    ],
                    "b": 1
                },
                "url": "http://{{ inventory_hostname }}/é",
                "when": "2024-01-02"
            }
        }
    },
    "all": {
        "children": [
            "ungrouped",
            "all_of_it"
        ]
    },
    "all_of_it": {
        "children": [
            "web",
            "db"
        ]
    },
    "db": {
        "hosts": [
            "db1"
        ]
    },
    "web": {
        "hosts": [
            "node1",
            "node2"
        ]
    }
}
`);
  });

  it('shows of a host what ansible-inventory --host does, to the byte', async () => {
    expect((await inventory('--host', 'node2')).out).toBe(`{
    "ansible_group_priority": 3,
    "raw": {
        "__ansible_unsafe": "{{ x }}"
    },
    "set": {
        "a": [
            true,
            null,
            1.5
        ],
        "b": 1
    },
    "url": "http://{{ inventory_hostname }}/é",
    "when": "2024-01-02"
}
`);
  });

  it('draws what ansible-inventory --graph --vars does, to the byte', async () => {
    expect((await inventory('--graph', '--vars')).out).toBe(`@all:
  |--@ungrouped:
  |--@all_of_it:
  |  |--@web:
  |  |  |--node1
  |  |  |  |--{a = 1}
  |  |  |  |--{ansible_group_priority = 3}
  |  |  |  |--{b = {3: 'x', 10: 'z'}}
  |  |  |  |--{list = [1, 2]}
  |  |  |  |--{port = 80}
  |  |  |  |--{ratio = 1.0}
  |  |  |  |--{raw = {{ x }}}
  |  |  |  |--{set = {'b': 1, 'a': [True, None, 1.5]}}
  |  |  |  |--{url = http://{{ inventory_hostname }}/é}
  |  |  |  |--{when = 2024-01-02}
  |  |  |--node2
  |  |  |  |--{ansible_group_priority = 3}
  |  |  |  |--{raw = {{ x }}}
  |  |  |  |--{set = {'b': 1, 'a': [True, None, 1.5]}}
  |  |  |  |--{url = http://{{ inventory_hostname }}/é}
  |  |  |  |--{when = 2024-01-02}
  |  |  |--{raw = {{ x }}}
  |  |  |--{set = {'b': 1, 'a': [True, None, 1.5]}}
  |  |  |--{url = http://{{ inventory_hostname }}/é}
  |  |  |--{when = 2024-01-02}
  |  |--@db:
  |  |  |--db1
  |  |  |  |--{ansible_group_priority = 3}
  |  |--{ansible_group_priority = 3}
`);
  });

  it('draws a group alone', async () => {
    expect((await inventory('--graph', 'web')).out).toBe(`@web:
  |--node1
  |--node2
`);
  });

  it('refuses to draw a group that is not there', async () => {
    expect(await inventory('--graph', 'wep')).toEqual({
      status: 3,
      out: '',
      err: 'USAGE: Cannot draw the group "wep": the inventory has no such group\n  did you mean "web"?\n',
    });
  });

  it('leaves keys that have no order as they are written', async () => {
    write('host_vars/node2.yml', 'b: {z: 1, 3: 2}\n');
    expect((await inventory('--host', 'node2')).out).toContain('"b": {\n        "z": 1,\n        "3": 2\n    }');
  });

  it('needs no playbook', async () => {
    expect((await inventory('--host', 'db1')).status).toBe(0);
  });

  it('refuses programs by name', async () => {
    write('hosts', '#!/bin/sh\necho {}\n');
    expect(
      (await inventory()).err,
    ).toBe(`hosts:1:1: UNSUPPORTED: Cannot use the inventory "hosts": programs that print an inventory are not supported
  1 | #!/bin/sh
      ^ keep its output in a file: ansible-inventory --list --yaml
`);
  });

  it('refuses plugins by name', async () => {
    write('inventory/aws_ec2.yml', 'plugin: amazon.aws.aws_ec2\nregions: [eu-central-1]\n');
    expect(
      (await inventory()).err,
    ).toBe(`inventory/aws_ec2.yml:1:9: UNSUPPORTED: Cannot use the inventory "inventory/aws_ec2.yml": the plugin "amazon.aws.aws_ec2" is not supported
  1 | plugin: amazon.aws.aws_ec2
              ^^^^^^^^^^^^^^^^^^ keep its answer in a file: ansible-inventory --list --yaml
`);
  });
});
