import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Excerpts } from '../../../src/cli/excerpts.ts';
import { failed } from '../../../src/cli/failed.ts';
import { program } from '../../../src/cli/program.ts';
import type { Surroundings } from '../../../src/cli/surroundings.ts';

let bundle = '';
beforeEach(() => {
  bundle = mkdtempSync(join(tmpdir(), 'drover-commands-'));
  mkdirSync(join(bundle, 'group_vars'));
  writeFileSync(join(bundle, 'hosts'), '[web]\nnode1 port=80\nnode2\n');
  writeFileSync(join(bundle, 'group_vars/web.yml'), 'url: "http://{{ inventory_hostname }}"\n');
  writeFileSync(join(bundle, 'site.yml'), '- hosts: all\n  tasks:\n    - ping:\n');
});
afterEach(() => rmSync(bundle, { recursive: true }));

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const said = { status: 0, out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    write: (text: string) => {
      said[name] += text;
    },
    isTerminal: false,
    columns: 79,
  });
  const surroundings: Surroundings = {
    environment: { DROVER_BUNDLE: bundle },
    out: output('out'),
    err: output('err'),
    signal: new AbortController().signal,
    excerpts: new Excerpts(),
    exitWith: (status) => {
      said.status = status;
    },
  };
  try {
    await (await program(args, surroundings)).parseAsync(args, { from: 'user' });
  } catch (error) {
    said.status = failed(error, args, surroundings);
  }
  return said;
}

describe('drover inventory', () => {
  it('refuses a host that is not there', async () => {
    expect(await run('inventory', '--host', 'node9')).toEqual({
      status: 5,
      out: '',
      err: 'HOST_UNKNOWN: Cannot run for host "node9": the inventory has no such host\n  did you mean "node1"?\n',
    });
  });
});

describe('drover facts', () => {
  it('shows those that are asked for', async () => {
    const { out } = await run('facts', 'nodename', 'ansible_system');
    expect(JSON.parse(out)).toEqual({ ansible_nodename: hostname(), ansible_system: 'Linux' });
  });

  it('shows all', async () => {
    expect(Object.keys(JSON.parse((await run('facts')).out) as object)).toContain('ansible_distribution');
  });

  it('refuses one that does not exist', async () => {
    expect((await run('facts', 'distributon')).err).toBe(
      'USAGE: Cannot show fact "distributon": there is no such fact\n  did you mean "distribution"?\n',
    );
  });
});

describe('drover doc', () => {
  it('lists the modules with what they do', async () => {
    expect((await run('doc')).out).toMatch(/^ansible\.builtin\.ping +\S.*$/m);
  });

  it('tells of one module what its declaration says', async () => {
    expect((await run('doc', 'ping')).out).toBe(`ansible.builtin.ping

  Answer pong
  Also called: ping

Arguments

  data (str; default "pong")
      What to answer; \`crash\` makes the task fail

Examples

  - ping:

  - ping: { data: hello }
`);
  });

  it('tells of the rules between arguments', async () => {
    expect((await run('doc', 'debug')).out).toContain('\nRules\n\n  only one of msg, var\n');
  });

  it('refuses one that does not exist', async () => {
    expect(await run('doc', 'pin')).toMatchObject({
      status: 3,
      err: 'MODULE_UNKNOWN: Cannot describe module "pin": there is no such module\n  did you mean "ping"?\n',
    });
  });
});
