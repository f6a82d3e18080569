import { DroverError } from '../../core/errors.ts';
import { Bytes, PySet, Tuple } from '../../core/value/collections.ts';
import { ordered } from '../../core/value/order.ts';
import { repr, truthy } from '../../core/value/text.ts';
import { type Dict, Float, PyObject, type Value } from '../../core/value/types.ts';
import { Vaulted } from '../../core/value/vaulted.ts';
import type { YamlFormat } from './format.ts';
import type { DumpNode, MappingDump, ScalarDump, SequenceDump } from './node.ts';
import { type PlainType, plainType } from './resolve.ts';

type Type = PlainType | 'binary';

/** PyYAML's SafeRepresenter: types, key order, and which collections are written in flow style. */
export function represent(value: Value, format: YamlFormat): DumpNode {
  if (value === null) return scalar('null', 'null', format);
  if (typeof value === 'string') return scalar(value, 'str', format);
  if (typeof value === 'boolean') return scalar(String(value), 'bool', format);
  if (Array.isArray(value)) return sequence(value, format);
  if (value instanceof Map) return mapping(value, format);
  return value instanceof PyObject ? object(value, format) : scalar(String(value), 'int', format);
}

function object(value: PyObject, format: YamlFormat): DumpNode {
  if (value instanceof Float) return scalar(floatYaml(value.value), 'float', format);
  if (value instanceof Tuple) return sequence(value.items, format);
  if (value instanceof PySet) return { ...mapping(new Map(value.items.map((item) => [item, null])), format), tag: '!!set' };
  if (value instanceof Bytes)
    return scalar(`${Buffer.from(value.data).toString('base64').replace(/.{76}/g, '$&\n')}\n`, 'binary', {
      ...format,
      scalarStyle: '|',
    });
  if (value.typeName === 'date' || value.typeName === 'datetime') return scalar(value.text(), 'timestamp', format);
  if (value instanceof Vaulted)
    return {
      ...scalar(value.armour, 'str', { ...format, scalarStyle: '|' }),
      tag: '!vault',
      plainImplicit: false,
      quotedImplicit: false,
    };
  truthy(value);
  throw new DroverError('TEMPLATE_FAILED', `Cannot write YAML: cannot represent an object: ${repr(value)}`);
}

function floatYaml(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const text = new Float(value).repr();
  return text.includes('.') ? text : text.replace('e', '.0e');
}

function scalar(text: string, type: Type, format: YamlFormat): ScalarDump {
  const style = format.scalarStyle ?? '';
  return {
    kind: 'scalar',
    text,
    style,
    plainImplicit: plainType(text) === type,
    quotedImplicit: type === 'str',
    tag: `!!${type}`,
  };
}

function sequence(values: readonly Value[], format: YamlFormat): SequenceDump {
  const items = values.map((value) => represent(value, format));
  return { kind: 'sequence', items, flow: isFlow(format, items) };
}

function mapping(dict: Dict, format: YamlFormat): MappingDump {
  const pairs = format.sortKeys === false ? [...dict] : sortedPairs([...dict]);
  const entries = pairs.map(([key, value]) => [represent(key, format), represent(value, format)] as const);
  return { kind: 'mapping', entries, flow: isFlow(format, entries.flat()) };
}

/** Sorted by key, or as they are where the keys have no order. */
function sortedPairs(pairs: [Value, Value][]): [Value, Value][] {
  try {
    return pairs.toSorted(([a], [b]) => (ordered('<', a, b) ? -1 : 1));
  } catch (error) {
    if (error instanceof DroverError && error.code === 'TEMPLATE_FAILED') return pairs;
    throw error;
  }
}

function isFlow(format: YamlFormat, parts: readonly DumpNode[]): boolean {
  if (typeof format.flowStyle === 'boolean') return format.flowStyle;
  return parts.every((part) => part.kind === 'scalar' && part.style === '');
}
