import { DroverError } from '../core/errors.ts';
import { nodeValue } from '../core/node.ts';
import { text, typeName } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { StoredVariables } from './ast.ts';
import { load } from './load.ts';

/**
 * The value of a YAML or JSON file.
 * @throws DroverError with the first thing wrong with the text
 */
export function yamlValue(source: string, path: string): Value {
  let problem: DroverError | undefined;
  const node = load(source, path, ({ severity, code, message, span, hint }) => {
    if (severity === 'error') problem ??= new DroverError(code, message, { span, hint });
  });
  if (problem !== undefined) throw problem;
  return node === undefined ? null : nodeValue(node);
}

/** The variables of a file that is read during the run; an empty file has none. */
export function variablesFile(source: string, path: string): StoredVariables {
  const value = yamlValue(source, path);
  if (value === null || value === '') return new Map();
  if (value instanceof Map) return new Map([...value].map(([name, entry]) => [text(name), entry]));
  const span = { file: path, line: 1, column: 1 };
  throw new DroverError(
    'PLAY_INVALID',
    `Cannot read the variables in ${path}: the file holds a ${typeName(value)}, a mapping is wanted`,
    { span },
  );
}
