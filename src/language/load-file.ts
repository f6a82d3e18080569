import { diagnosticOf } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import type { YamlNode } from '../core/node.ts';
import type { ParseContext } from './parse-context.ts';
import { readYaml } from './read-yaml.ts';

/** Reads and parses a bundle file; what is wrong with it is reported, and the answer undefined. */
export function loadFile(path: string, context: ParseContext): YamlNode | undefined {
  if (!context.files.has(path)) context.files.set(path, parseFile(path, context));
  return context.files.get(path);
}

function parseFile(path: string, context: ParseContext): YamlNode | undefined {
  try {
    return readYaml(path, context.controller, context.report);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    context.report(diagnosticOf(error));
    return undefined;
  }
}
