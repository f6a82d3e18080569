import type { Controller } from '../core/controller.ts';
import type { Report } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { nodeValue, type YamlNode } from '../core/node.ts';
import { text, typeName } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { StoredVariables } from './ast.ts';
import { load } from './load.ts';
import { readYaml } from './read-yaml.ts';

/**
 * The value of a YAML or JSON file.
 * @throws DroverError with the first thing wrong with the text
 */
export function yamlValue(source: string, path: string): Value {
  return valueRead((report) => load(source, path, report));
}

function valueRead(read: (report: Report) => YamlNode | undefined): Value {
  let problem: DroverError | undefined;
  const node = read(({ severity, code, message, span, hint }) => {
    if (severity === 'error') problem ??= new DroverError(code, message, { span, hint });
  });
  if (problem !== undefined) throw problem;
  return node === undefined ? null : nodeValue(node);
}

/** The variables of a file that is read during the run; an empty file has none. */
export function variablesFile(path: string, controller: Controller): StoredVariables {
  const value = valueRead((report) => readYaml(path, controller, report));
  if (value === null || value === '') return new Map();
  if (value instanceof Map) return new Map([...value].map(([name, entry]) => [text(name), entry]));
  const span = { file: path, line: 1, column: 1 };
  throw new DroverError(
    'PLAY_INVALID',
    `Cannot read the variables in ${path}: the file holds a ${typeName(value)}, a mapping is wanted`,
    { span },
  );
}
