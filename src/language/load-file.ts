import { diagnosticOf } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import type { YamlNode } from '../core/node.ts';
import { load } from './load.ts';
import type { ParseContext } from './parse-context.ts';

/** Reads and parses a bundle file; what is wrong with it is reported, and the answer undefined. */
export function loadFile(path: string, context: ParseContext): YamlNode | undefined {
  if (!context.files.has(path)) context.files.set(path, parseFile(path, context));
  return context.files.get(path);
}

function parseFile(path: string, context: ParseContext): YamlNode | undefined {
  try {
    return load(decodeText(context.controller.read(path), path), path, context.report);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    context.report(diagnosticOf(error));
    return undefined;
  }
}

/** @throws DroverError `YAML_SYNTAX` for bytes that are no UTF-8 */
export function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (cause) {
    throw new DroverError('YAML_SYNTAX', `Cannot read ${path}: it is not UTF-8 text`, {
      cause,
      span: { file: path, line: 1, column: 1 },
    });
  }
}
