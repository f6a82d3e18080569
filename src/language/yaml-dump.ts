import type { Value } from '../core/value/types.ts';
import { emitDocument } from './yaml-dump/emit.ts';
import type { YamlFormat } from './yaml-dump/format.ts';
import { represent } from './yaml-dump/represent.ts';

/**
 * YAML as PyYAML 6.0 with libyaml 0.2.5 writes it, byte for byte; no anchors for values that occur twice.
 * @throws DroverError `TEMPLATE_FAILED` for a value YAML has no form for, `VARIABLE_UNDEFINED` for an undefined one
 */
export function dumpYaml(value: Value, format: YamlFormat = {}): string {
  return emitDocument(represent(value, format), format);
}
