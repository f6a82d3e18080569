import type { Value } from '../core/value/types.ts';
import { emitDocument } from './yaml-dump/emit.ts';
import { represent } from './yaml-dump/represent.ts';

/** The keyword arguments of `yaml.dump` that Ansible's filters pass on. */
export interface YamlFormat {
  /** Columns a level is indented by; 2 unless from 2 to 9. */
  readonly indent?: number;
  /** The column from which lines are folded; 80 unless given. */
  readonly width?: number;
  /** Flow style for everything, for nothing, or (null) for collections of scalars only. */
  readonly flowStyle?: boolean | null;
  /** `'`, `"`, `|` or `>` for every scalar. */
  readonly scalarStyle?: string;
  readonly sortKeys?: boolean;
  readonly unicode?: boolean;
  readonly explicitStart?: boolean;
  readonly explicitEnd?: boolean;
}

/**
 * YAML as PyYAML 6.0 with libyaml 0.2.5 writes it, byte for byte; no anchors for values that occur twice.
 * @throws DroverError `TEMPLATE_FAILED` for a value YAML has no form for, `VARIABLE_UNDEFINED` for an undefined one
 */
export function dumpYaml(value: Value, format: YamlFormat = {}): string {
  return emitDocument(represent(value, format), format);
}
