import { posix } from 'node:path';
import { diagnosticOf, type Report } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { nodeValue } from '../core/node.ts';
import { truthy } from '../core/value/text.ts';
import type { Dict } from '../core/value/types.ts';
import { listSorted, type ParseYaml, type Sources, textOf } from './sources.ts';

const extensions = ['', '.yml', '.yaml', '.json'];

export interface VariableFile {
  readonly path: string;
  readonly variables: Dict;
}

/** Finds and reads the files of `group_vars/` and `host_vars/`; each is read once. */
export class VariableFiles {
  readonly #files: Sources;
  readonly #parseYaml: ParseYaml;
  readonly #read = new Map<string, Dict>();
  readonly #folders = new Map<string, boolean>();

  constructor(files: Sources, parseYaml: ParseYaml) {
    this.#files = files;
    this.#parseYaml = parseYaml;
  }

  /**
   * The files for a host or group in `directory/folder`, in the order in which later ones win: the first of `NAME`,
   * `NAME.yml`, `NAME.yaml`, `NAME.json` that is there, a directory with all that is in it.
   */
  of(directory: string, folder: 'group_vars' | 'host_vars', name: string, report: Report): VariableFile[] {
    const base = posix.join(directory, folder);
    if (name.startsWith('/') || !this.#isDirectory(base)) return [];
    for (const extension of extensions) {
      const path = posix.join(base, name + extension);
      const type = this.#files.type(path);
      if (type === 'directory') return this.#directory(path, report);
      if (type !== undefined) return [this.#file(path, report)];
    }
    return [];
  }

  #isDirectory(path: string): boolean {
    let known = this.#folders.get(path);
    if (known === undefined) {
      known = this.#files.type(path) === 'directory';
      this.#folders.set(path, known);
    }
    return known;
  }

  #directory(directory: string, report: Report): VariableFile[] {
    const found: VariableFile[] = [];
    for (const name of listSorted(this.#files, directory)) {
      if (name.startsWith('.') || name.endsWith('~')) continue;
      const path = posix.join(directory, name);
      const extension = /[^.](\.[^.]*)$/.exec(name)?.[1] ?? '';
      const type = this.#files.type(path);
      if (type === 'directory' && extension === '') found.push(...this.#directory(path, report));
      else if (type === 'file' && extensions.includes(extension)) found.push(this.#file(path, report));
    }
    return found;
  }

  #file(path: string, report: Report): VariableFile {
    let variables = this.#read.get(path);
    if (variables === undefined) {
      variables = this.#parse(path, report);
      this.#read.set(path, variables);
    }
    return { path, variables };
  }

  /** Undefined for a file that cannot be read: one that is encrypted, without its secret. */
  #text(path: string, report: Report): string | undefined {
    try {
      return textOf(this.#files.read(path));
    } catch (error) {
      if (!(error instanceof DroverError)) throw error;
      report(diagnosticOf(error));
      return undefined;
    }
  }

  #parse(path: string, report: Report): Dict {
    const text = this.#text(path, report);
    const node = text === undefined ? undefined : this.#parseYaml(text, path, report);
    const value = node === undefined ? null : nodeValue(node);
    if (value instanceof Map) return value;
    if (node !== undefined && truthy(value)) {
      const message = `Cannot read the variables in "${path}": the file is to be a mapping`;
      report({ severity: 'error', code: 'INVENTORY_INVALID', message, span: node.span, hint: 'write name: value lines' });
    }
    return new Map();
  }
}
