import { describe, expect, it } from 'vitest';
import { repr } from '../../../src/core/value/text.ts';
import { shortHostName } from '../../../src/inventory/address.ts';
import { listInventory } from '../../../src/inventory/list-inventory.ts';
import { open, opened } from './support.ts';

const fleet = '[web]\nweb1\nweb2\nweb3\n[db]\ndb1\nweb3\n[prod:children]\nweb\ndb\n';

describe('patterns', () => {
  it.each([
    ['all', ['web1', 'web2', 'web3', 'db1']],
    ['web:&db', ['web3']],
    ['!web1:web', ['web2', 'web3']],
    ['web,db1', ['web1', 'web2', 'web3', 'db1']],
    ['web[0]', ['web1']],
    ['web[-1]', ['web3']],
    ['web[0:1]', ['web1', 'web2']],
    ['web[1:]', ['web2', 'web3']],
    ['web[:2]', ['web2']],
    ['~web[12]', ['web1', 'web2']],
    ['~.*1$', ['web1', 'db1']],
    ['*1', ['web1', 'db1']],
    ['[!w]*1', ['db1']],
    ['nope', []],
    ['localhost', ['localhost']],
  ])('%s stands for %j', (pattern, hosts) => {
    expect(opened({ hosts: fleet }).match(pattern)).toEqual(hosts);
  });

  it('keeps the hosts that fit the limit, in the order of the pattern', () => {
    expect(opened({ hosts: fleet }).match(['web', 'db'], 'db1,web1')).toEqual(['web1', 'db1']);
  });

  it.each([
    ['web[7]', 'Cannot use the pattern "web[7]": it stands for 3 hosts only'],
    ['~(', 'Cannot use the pattern "~(": it is no regular expression'],
  ])('refuses %s', (pattern, message) => {
    expect(() => opened({ hosts: fleet }).match(pattern)).toThrow(message);
  });

  it('refuses a limit from a file', () => {
    expect(() => opened({ hosts: fleet }).match('all', '@retry')).toThrow('Cannot use the limit "@retry"');
  });

  it('tells of a pattern that fits nothing', () => {
    const told: string[] = [];
    opened({ hosts: fleet }).match('nope:web', undefined, (message) => told.push(message));
    expect(told).toEqual(['No host and no group fits the pattern "nope"']);
  });
});

describe('groups', () => {
  it('take hosts out of ungrouped when it is below another group', () => {
    const inventory = opened({ hosts: 'h\n[g:children]\nungrouped\n' });
    expect(inventory.match('all')).toEqual([]);
  });

  it('list shallow hosts before deep ones', () => {
    expect(opened({ hosts: '[top:children]\nmid\nleaf\n[mid:children]\nlow\n[low]\na\n[leaf]\nb\n' }).match('top')).toEqual([
      'b',
      'a',
    ]);
  });
});

describe('a host', () => {
  it.each([
    ['web1.example.com', 'web1'],
    ['10.0.0.1', '10.0.0.1'],
    ['fe80::1', 'fe80::1'],
    ['cafe.de', 'cafe'],
  ])('%s has the short name %s', (name, short) => {
    expect(shortHostName(name)).toBe(short);
  });
});

describe('variables', () => {
  const files = {
    'inv/hosts': '[web]\nw a=host_inventory\n[web:vars]\na=groups_inventory\n[all:vars]\na=all_inventory\n',
    'inv/group_vars/all.yml': 'a: all_plugins_inventory\n',
    'group_vars/all/1.yml': 'a: first\n',
    'group_vars/all/2.yml': 'a: all_plugins_play\n',
    'group_vars/all/.hidden.yml': 'a: hidden\n',
    'inv/group_vars/web.yaml': 'a: groups_plugins_inventory\n',
    'group_vars/web.json': '{"a": "groups_plugins_play"}',
    'inv/host_vars/w': 'a: host_plugins_inventory\n',
    'host_vars/w.yml': 'a: host_plugins_play\n',
  };

  it('come in layers by precedence, each with the file it is from', () => {
    const inventory = opened(files, ['inv/hosts']);
    const host = inventory.host('w');
    expect(
      host &&
        inventory
          .layers(host)
          .map(({ name, owner, file, variables }) => `${name} ${owner} ${file} ${repr(variables.get('a') ?? null)}`),
    ).toEqual([
      "all_inventory all undefined 'all_inventory'",
      "groups_inventory web undefined 'groups_inventory'",
      "all_plugins_inventory all inv/group_vars/all.yml 'all_plugins_inventory'",
      "all_plugins_play all group_vars/all/1.yml 'first'",
      "all_plugins_play all group_vars/all/2.yml 'all_plugins_play'",
      "groups_plugins_inventory web inv/group_vars/web.yaml 'groups_plugins_inventory'",
      "groups_plugins_play web group_vars/web.json 'groups_plugins_play'",
      "host_inventory w undefined 'host_inventory'",
      "host_plugins_inventory w inv/host_vars/w 'host_plugins_inventory'",
      "host_plugins_play w host_vars/w.yml 'host_plugins_play'",
    ]);
    expect(host && repr(inventory.variables(host))).toBe("{'a': 'host_plugins_play'}");
  });

  it('of deep groups win over those of shallow ones, then priority, then name', () => {
    const text = '[zp:children]\na\n[a]\nh\n[b]\nh\n[c]\nh\n[zp:vars]\nv=zp\n[b:vars]\nansible_group_priority=5\n[c:vars]\nv=c\n';
    const inventory = opened({ hosts: text });
    const host = inventory.host('h');
    expect(host && inventory.groupsOf(host).map((group) => group.name)).toEqual(['c', 'zp', 'b', 'a']);
    expect(host && inventory.groupNames(host)).toEqual(['a', 'b', 'c', 'zp']);
  });

  it('in a file that is wrong are reported with its place, or thrown', () => {
    const inventory = opened({ hosts: 'h\n', 'host_vars/h.yml': '- a\n' });
    const host = inventory.host('h');
    if (host === undefined) throw new Error('the host is missing');
    expect(() => inventory.layers(host)).toThrow('Cannot read the variables in "host_vars/h.yml": the file is to be a mapping');
  });

  it('of an implicit localhost are those of all', () => {
    const inventory = opened({ hosts: 'h\n[all:vars]\nx=1\n' });
    const host = inventory.host('localhost');
    expect(host && repr(inventory.variables(host))).toBe("{'x': 1, 'ansible_connection': 'local'}");
  });
});

describe('sources', () => {
  it('are taken from a directory in the order of their names, without variable files and backups', () => {
    const inventory = opened(
      { 'inv/b': '[g]\nx v=b\n', 'inv/a': '[g]\ny\nx v=a\n', 'inv/c~': 'no\n', 'inv/group_vars/g.yml': 'w: 1\n' },
      ['inv'],
    );
    expect(inventory.match('all')).toEqual(['y', 'x']);
    const host = inventory.host('x');
    expect(host && repr(inventory.variables(host))).toBe("{'w': 1, 'v': 'b'}");
  });

  it('may be a list of hosts', () => {
    expect(opened({}, ['a,b:22,']).match('all')).toEqual(['a', 'b']);
  });

  it.each([
    [
      { 'hosts.yml': 'all:\n  vars: [1]\n' },
      'hosts.yml',
      'hosts.yml:2:9',
      'Cannot read "vars" of the group "all": it is a list, and is to be a mapping',
    ],
    [{ 'hosts.yml': 'g:\n  hosts:\n    5:\n' }, 'hosts.yml', 'hosts.yml:3:5', 'Cannot use "5" as a host: its name is no text'],
    [
      { 'hosts.yml': 'plugin: aws_ec2\n' },
      'hosts.yml',
      'hosts.yml:1:9',
      'Cannot use the inventory "hosts.yml": the plugin "aws_ec2" is not supported',
    ],
    [
      { 'hosts.yml': '- a\n' },
      'hosts.yml',
      'hosts.yml:1:1',
      'Cannot read the inventory "hosts.yml": it is to be a mapping of groups',
    ],
    [{ 'hosts.yml': 'a: {b\n' }, 'hosts.yml', 'hosts.yml:2:1', 'Cannot read the YAML here: "," or "}" is expected'],
    [{ 'hosts.toml': '' }, 'hosts.toml', 'hosts.toml:1:1', 'Cannot use the inventory "hosts.toml": TOML is not supported'],
    [{}, 'nofile', undefined, 'Cannot read the inventory "nofile": there is no such file'],
  ])('that are wrong are refused: %j', (texts, source, place, message) => {
    const { inventory, found } = open(texts, [source]);
    expect(inventory).toBeUndefined();
    expect(found).toMatchObject([{ message, severity: 'error' }]);
    const span = found[0]?.span;
    expect(span && `${span.file}:${span.line}:${span.column}`).toBe(place);
  });

  it('show no variables that a run sets itself', () => {
    const inventory = opened({ hosts: 'h1 a=1 inventory_hostname=x group_names=y\n' });
    expect(repr(listInventory(inventory).get('_meta') ?? null)).toBe("{'hostvars': {'h1': {'a': 1}}}");
  });

  it('without an extension are tried as YAML first, so that one line with ": " has no host', () => {
    expect(opened({ hosts: 'h1 ansible_user: root\n' }).match('all')).toEqual([]);
  });

  it('warn of what is skipped', () => {
    const { inventory, found } = open({ 'hosts.yml': 'g:\n  hosts: {a: }\n  nosuch: {x: 1}\n' }, ['hosts.yml']);
    expect(inventory?.match('g')).toEqual(['a']);
    expect(found).toMatchObject([{ severity: 'warning', span: { line: 3, column: 3 } }]);
  });
});
