import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Controller, RenderOptions } from '../../../src/core/controller.ts';
import { DroverError } from '../../../src/core/errors.ts';
import { text } from '../../../src/core/value/text.ts';
import { type Value, Verbatim } from '../../../src/core/value/types.ts';
import type { Filter, Lookup, Test } from '../../../src/language/jinja/callable.ts';
import { filterNamed, filterNames } from '../../../src/language/jinja/filters/index.ts';
import { withoutOmitted } from '../../../src/language/jinja/omit.ts';
import type { Named } from '../../../src/language/jinja/registry.ts';
import { testNamed, testNames } from '../../../src/language/jinja/tests/index.ts';
import { Templar } from '../../../src/language/templar.ts';
import { noVault } from '../../support/no-vault.ts';
import { corpusJson, readCorpusJson } from './json.ts';

type Case = ReadonlyMap<Value, Value>;

const filters: Named<Filter> = { named: filterNamed, names: filterNames };
const tests: Named<Test> = { named: testNamed, names: testNames };

/** The folder of one case's files, as the playbook's folder. */
class Folder implements Controller {
  readonly directory: string;

  constructor(files: Value) {
    this.directory = mkdtempSync(join(tmpdir(), 'corpus-'));
    if (!(files instanceof Map)) return;
    for (const [name, content] of files) {
      const path = this.path(String(name));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text(content));
    }
  }

  path(name: string): string {
    return resolve(this.directory, name);
  }

  type(name: string): ReturnType<Controller['type']> {
    const stat = lstatSync(this.path(name), { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (stat.isDirectory()) return 'directory';
    return stat.isSymbolicLink() ? 'link' : 'file';
  }

  look(name: string): ReturnType<Controller['type']> {
    return this.type(name);
  }

  readonly openVault = noVault;

  readStored(name: string): Uint8Array {
    return this.read(name);
  }

  read(name: string): Uint8Array {
    if (!existsSync(this.path(name))) throw new DroverError('FILE_MISSING', `Cannot read "${name}": there is no such file`);
    return new Uint8Array(readFileSync(this.path(name)));
  }

  store(name: string, content: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true, mode: 0o700 });
    writeFileSync(this.path(name), content, { mode: 0o600 });
  }

  list(name: string): string[] {
    return readdirSync(this.path(name)).sort();
  }

  stat(name: string): ReturnType<Controller['stat']> {
    const stat = statSync(this.path(name));
    const { uid, gid, size } = stat;
    return { mode: stat.mode & 0o7777, mtime: stat.mtimeMs / 1000, ctime: stat.ctimeMs / 1000, size, uid, gid };
  }

  environment(name: string): string | undefined {
    return name === 'CORPUS_VAR' ? 'from the environment' : process.env[name];
  }

  pipe(command: string, cwd: string): ReturnType<Controller['pipe']> {
    const stdout = execFileSync('/bin/sh', ['-c', command], { cwd: this.path(cwd), encoding: 'utf8' });
    return { code: 0, stdout, stderr: '' };
  }

  find(name: string, folder: string): string | undefined {
    return [join(folder, name), name].map((place) => this.path(place)).find((place) => existsSync(place));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

let lookups: Promise<Named<Lookup>> | undefined;

/** The lookups, once they are there. */
async function allLookups(): Promise<Named<Lookup>> {
  const url = new URL('../../../src/language/jinja/lookups/index.ts', import.meta.url);
  if (!existsSync(url)) return { named: () => undefined, names: () => [] };
  const module = (await import(url.href)) as {
    lookupNamed: (name: string) => Lookup | undefined;
    lookupNames: () => readonly string[];
  };
  return { named: module.lookupNamed, names: module.lookupNames };
}

function variablesOf(given: Case, folder: Folder): Map<string, Value> {
  const variables = new Map<string, Value>([['playbook_dir', folder.directory]]);
  const [plain, unsafe] = [given.get('vars'), given.get('unsafe_vars')];
  if (plain instanceof Map) for (const [name, value] of plain) variables.set(String(name), value);
  if (unsafe instanceof Map) for (const [name, value] of unsafe) variables.set(String(name), new Verbatim(value));
  return variables;
}

async function inFolder(source: string, answer: (given: Case, templar: Templar) => Value): Promise<string> {
  const given = readCorpusJson(source) as Map<Value, Value>;
  const folder = new Folder(given.get('files') ?? null);
  try {
    lookups ??= allLookups();
    const variables = variablesOf(given, folder);
    const templar = new Templar({
      variables: {
        get: (name) => variables.get(name),
        isMade: (name) => name === 'playbook_dir',
        names: () => variables.keys(),
        version: 0,
      },
      controller: folder,
      filters,
      tests,
      lookups: await lookups,
      find: (name, kind) => folder.find(name, kind),
    });
    return `{"value":${corpusJson(answer(given, templar))}}`.replaceAll(folder.directory, '{DIR}');
  } finally {
    folder.remove();
  }
}

/** `{template, vars, unsafe_vars, files}`: the template as the value of a task argument. */
export function answerExpression(source: string): Promise<string> {
  return inFolder(source, (given, templar) => withoutOmitted(templar.template(given.get('template') ?? null)));
}

const optionNames: Readonly<Record<string, keyof RenderOptions>> = {
  trim_blocks: 'trimBlocks',
  lstrip_blocks: 'lstripBlocks',
  newline_sequence: 'newlineSequence',
  block_start_string: 'blockStart',
  block_end_string: 'blockEnd',
  variable_start_string: 'variableStart',
  variable_end_string: 'variableEnd',
  comment_start_string: 'commentStart',
  comment_end_string: 'commentEnd',
};

const sequences: Readonly<Record<string, string>> = { '\\n': '\n', '\\r': '\r', '\\r\\n': '\r\n' };

function renderOptions(given: Value): RenderOptions {
  const options: Record<string, Value> = {};
  if (given instanceof Map) {
    for (const [name, value] of given) {
      const option = optionNames[String(name)];
      if (option !== undefined) options[option] = typeof value === 'string' ? (sequences[value] ?? value) : value;
    }
  }
  return options as RenderOptions;
}

/** `{vars, files, main, options}`: the text that the template module writes. */
export function answerTemplate(source: string): Promise<string> {
  return inFolder(source, (given, templar) => {
    const main = join(templar.controller.directory, text(given.get('main') ?? ''));
    const content = new TextDecoder().decode(templar.controller.read(main));
    const variables = new Map<string, Value>([
      ['ansible_managed', 'Ansible managed'],
      ['template_path', new Verbatim(text(given.get('main') ?? ''))],
      ['template_fullpath', new Verbatim(main)],
    ]);
    return templar.render(main, content, { ...renderOptions(given.get('options') ?? null), variables });
  });
}
