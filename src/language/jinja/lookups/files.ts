import { posix } from 'node:path';
import type { RenderOptions } from '../../../core/controller.ts';
import { DroverError } from '../../../core/errors.ts';
import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call, Lookup } from '../callable.ts';
import { baseName, dirName } from '../filters/path.ts';
import { literalValue } from '../literal.ts';
import { stringOnly } from '../python/attribute.ts';
import { decodeBytes } from '../python/decode.ts';
import { globFiles } from '../python/glob.ts';
import { stripLeft, stripRight } from '../python/whitespace.ts';
import { LookupOptions } from './options.ts';

/** ansible-core 2.18.6's lookups of the controller's files. */
export const fileLookups: Readonly<Record<string, Lookup>> = { file, template, fileglob, unvault };

/** The text of a file that `find` knows. @throws DroverError `FILE_MISSING` */
export function readFile(call: Call, src: string, encoding = 'utf-8'): string {
  const path = call.environment.find(src, 'files');
  if (path === undefined)
    throw new DroverError('FILE_MISSING', `Cannot look up the file "${src}": No such file or directory in the places searched`);
  return decodeBytes(call.environment.controller.read(path), encoding);
}

function file(terms: readonly Value[], call: Call): Value[] {
  const options = new LookupOptions(call, { rstrip: true, lstrip: false });
  return terms.map((term) => {
    const contents = readFile(call, stringOnly(term, 'look up a file'));
    const left = truthy(options.get('lstrip')) ? stripLeft(contents) : contents;
    return truthy(options.get('rstrip')) ? stripRight(left) : left;
  });
}

function unvault(terms: readonly Value[], call: Call): Value[] {
  return terms.map((term) => readFile(call, stringOnly(term, 'look up a file')));
}

const marks: Readonly<Record<string, keyof RenderOptions>> = {
  variable_start_string: 'variableStart',
  variable_end_string: 'variableEnd',
  comment_start_string: 'commentStart',
  comment_end_string: 'commentEnd',
};

function template(terms: readonly Value[], call: Call): Value[] {
  const defaults = {
    convert_data: true,
    template_vars: new Map(),
    jinja2_native: false,
    ...Object.fromEntries(Object.keys(marks).map((mark) => [mark, null])),
  };
  const options = new LookupOptions(call, defaults);
  const given = Object.entries(marks).filter(([name]) => options.get(name) !== null);
  const render: Record<string, unknown> = Object.fromEntries(given.map(([name, option]) => [option, options.text(name)]));
  const more = options.get('template_vars');
  const variables = new Map(more instanceof Map ? Array.from(more, ([name, value]) => [text(name), value] as const) : []);
  return terms.map((term) => {
    const name = stringOnly(term, 'look up a template');
    const path = call.environment.find(name, 'templates');
    if (path === undefined)
      throw new DroverError('FILE_MISSING', `Cannot look up the template "${name}": the template file could not be found`);
    const source = Buffer.from(call.environment.controller.read(path)).toString('utf8');
    const rendered = call.environment.render(path, source, { ...render, variables, trimBlocks: true } as RenderOptions);
    return truthy(options.get('convert_data')) && call.environment.native !== true ? converted(rendered) : rendered;
  });
}

/** Ansible's reading of a result that looks like a list, a dict or a boolean. */
function converted(rendered: string): Value {
  if (!/^[{[]/.test(rendered) && rendered !== 'True' && rendered !== 'False') return rendered;
  const value = literalValue(rendered);
  return value === undefined ? rendered : value;
}

function fileglob(terms: readonly Value[], call: Call): Value[] {
  const { controller } = call.environment;
  const found = terms.flatMap((term) => {
    const pattern = stringOnly(term, 'look up files');
    const [name, folder] = [baseName(pattern), dirName(pattern)];
    const places = folder === '' ? searchPath(call) : [call.environment.find(folder, 'files') ?? folder];
    for (const place of places) {
      const files = globFiles(controller, posix.join(place, name));
      if (files.length > 0) return files;
    }
    return [];
  });
  return found.map((path) => posix.resolve(controller.directory, path));
}

/** The folders where the task looks for files, `files` in each before it. */
function searchPath(call: Call): string[] {
  const bases = call.environment.variable('ansible_search_path');
  const own = Array.isArray(bases) ? bases.map(text) : [''];
  return own.flatMap((base) => [posix.join(base, 'files'), base]);
}
