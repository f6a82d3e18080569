import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bundle } from '../../../../src/agent/bundle.ts';
import { compileTree } from '../../../../src/agent/compiled/compile-tree.ts';
import { openCompiled, staleWarning } from '../../../../src/agent/compiled/open-compiled.ts';
import { loadTree } from '../../../../src/agent/tree.ts';
import type { Value } from '../../../../src/core/value/types.ts';
import { realMachine } from '../../../support/real-machine.ts';

const fleet: Readonly<Record<string, string>> = {
  'site.yml':
    '- hosts: all\n  roles: [a]\n  tasks:\n    - import_tasks: more.yml\n    - debug: {msg: "{{ x | uper }}"}\n      when: false\n',
  'more.yml': '- name: More\n  debug: {msg: "{{ x }}", msg: twice}\n',
  'later.yml': '- debug: {msg: later}\n',
  'inventory.yml': 'all:\n  hosts:\n    node1:\n    node2: {x: 2}\n',
  'host_vars/node1': 'x: 1\nlist: [1.5, ~]\n',
  'roles/a/tasks/main.yml': '- command: id\n  notify: Again\n',
  'roles/a/handlers/main.yml': '- name: Again\n  debug:\n',
  'roles/a/files/content.yml': 'not: [read\n',
  'roles/a/defaults/main.yml': 'name: "{{ other }}"\nnumber: 3\n',
};

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-compiled-'));
  for (const [path, content] of Object.entries(fleet)) write(path, content);
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), content);
}

function open(): Bundle {
  return new Bundle(directory, { files: realMachine(), environment: {}, pipe: () => ({ code: 0, stdout: '', stderr: '' }) });
}

const load = (bundle: Bundle, extraVars: ReadonlyMap<string, Value> = new Map()) =>
  loadTree(bundle, { playbook: 'site.yml', inventory: [], extraVars });

/** Compiles the bundle as it is, and puts that into it. @returns the files that are in it */
function compile(version = '1'): readonly string[] {
  const bundle = open();
  const { content, files } = compileTree(bundle, load(bundle), version);
  write('.drover-compiled', content);
  return files;
}

/** The bundle read with its compiled form, what was read from sources, and the warnings of that. */
function withCompiled(extraVars?: ReadonlyMap<string, Value>) {
  const bundle = open();
  const sources: string[] = [];
  const { read } = bundle;
  bundle.read = (path) => {
    sources.push(path);
    return read.call(bundle, path);
  };
  const unusable = openCompiled(bundle, '1')?.message;
  const tree = load(bundle, extraVars);
  return { tree, sources: sources.filter((path) => path !== '.drover-compiled'), unusable, stale: staleWarning(bundle)?.message };
}

describe('a compiled bundle', () => {
  it('gives what its sources give, warnings with their places too', () => {
    compile();
    const fromSources = load(open());
    const { tree, unusable, stale } = withCompiled();
    expect([unusable, stale]).toEqual([undefined, undefined]);
    expect(tree.playbook).toEqual(fromSources.playbook);
    expect(tree.warnings).toEqual(fromSources.warnings);
    expect(tree.warnings.map(({ code }) => code)).toEqual(['YAML_DUPLICATE', 'FILTER_UNKNOWN']);
    const variables = ({ inventory }: typeof tree) => inventory.layers(inventory.host('node1') ?? expect.fail());
    expect(variables(tree)).toEqual(variables(fromSources));
  });

  it('reads no source of a task or a role', () => {
    compile();
    // The text of an inventory and of variables is looked at, not parsed.
    expect(withCompiled().sources).not.toContainEqual(expect.stringMatching(/^(site|more|later)\.yml$|^roles\//));
  });

  it('holds what runs may include, and not what they copy', () => {
    const files = compile();
    expect(files).toContain('later.yml');
    expect(files).not.toContain('roles/a/files/content.yml');
    expect(open().parsed('later.yml')).toBeUndefined();
    const bundle = open();
    openCompiled(bundle, '1');
    expect(bundle.parsed('./roles/../later.yml')?.node.span.file).toBe('./roles/../later.yml');
  });

  it('is the same for the same files, whenever and wherever they were written', () => {
    compile();
    const first = readFileSync(join(directory, '.drover-compiled'));
    rmSync(directory, { recursive: true });
    directory = mkdtempSync(join(tmpdir(), 'drover-compiled-again-'));
    for (const [path, content] of Object.entries(fleet).toReversed()) write(path, content);
    utimesSync(join(directory, 'more.yml'), 1, 1);
    compile();
    expect(readFileSync(join(directory, '.drover-compiled')).equals(first)).toBe(true);
  });

  it('holds nothing of a file that is encrypted', () => {
    const secret = '$ANSIBLE_VAULT;1.1;AES256\n3132\n';
    write('group_vars/secret.yml', secret);
    expect(compile()).not.toContain('group_vars/secret.yml');
    expect(readFileSync(join(directory, '.drover-compiled'), 'latin1')).not.toContain('ANSIBLE_VAULT');
  });

  it('leaves out what has errors, and does not follow links to folders round and round', () => {
    symlinkSync('..', join(directory, 'roles/round'));
    write('broken.yml', 'a: [\n');
    const files = compile();
    expect(files).not.toContain('broken.yml');
    expect(files.filter((path) => path.includes('round'))).toEqual([]);
  });
});

describe('a compiled bundle that is not of these files', () => {
  it('gives the new content of a file that has changed, with a warning', () => {
    compile();
    write('roles/a/tasks/main.yml', '- command: no\n  notify: Again\n');
    const { tree, sources, stale } = withCompiled();
    expect(sources).toContain('roles/a/tasks/main.yml');
    expect(sources).not.toContain('more.yml');
    expect(stale).toBe(
      'Cannot use the compiled form of roles/a/tasks/main.yml: changed since it was compiled; the source is read',
    );
    expect(tree.playbook).toEqual(load(open()).playbook);
  });

  it('is checked anew, so that a mistake in the new content is found', () => {
    compile();
    write('more.yml', '- debug: {msg: "{{ x | lowr }}"}\n');
    expect(() => withCompiled()).toThrow('Cannot use the bundle: it has 1 error');
  });

  it('is checked anew where a file was added that belongs to the play', () => {
    compile();
    write('roles/a/meta/main.yml', 'dependencies: [b]\n');
    write('roles/b/tasks/main.yml', '- nonsense:\n');
    expect(() => withCompiled()).toThrow('Cannot use the bundle: it has 1 error');
  });

  it('is checked anew where another file takes the place of one', () => {
    write('site.yml', '- hosts: all\n  tasks:\n    - import_tasks: "{{ name | default(\'more\') }}.yml"\n');
    write('later.yml', '- nonsense:\n');
    compile();
    expect(withCompiled().sources).not.toContain('more.yml');
    expect(() => withCompiled(new Map([['name', 'later']]))).toThrow('it has 1 error');
  });

  it('is not used where another Drover made it, and says so', () => {
    compile('2');
    const { unusable, sources } = withCompiled();
    expect(unusable).toBe(
      'Cannot use the compiled form of the bundle: Drover 2 compiled it, and this is Drover 1; the sources are read',
    );
    expect(sources).toContain('site.yml');
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ['cut off in its first line', (bytes: Buffer) => bytes.subarray(0, 20)],
    ['empty', () => Buffer.alloc(0)],
    ['a letter of it changed', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('later', 'latex'), 'latin1')],
    ['something else', () => Buffer.from('[1]\n2\n')],
  ])('is not used where it is damaged: %s', (_, damage) => {
    compile();
    write('.drover-compiled', damage(readFileSync(join(directory, '.drover-compiled'))));
    const { unusable, sources } = withCompiled();
    expect(unusable).toBe('Cannot use the compiled form of the bundle: it is damaged; the sources are read');
    expect(sources).toContain('site.yml');
  });

  it('names one of several files that have changed', () => {
    compile();
    for (const path of ['site.yml', 'more.yml']) appendFileSync(join(directory, path), '# changed\n');
    expect(withCompiled().stale).toContain('site.yml and 1 more: changed since');
  });
});
