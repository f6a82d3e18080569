import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { YamlFormat } from '../../yaml-dump/format.ts';
import { dumpYaml } from '../../yaml-dump.ts';
import { argumentError, type Call, type Filter } from '../callable.ts';
import { intOnly } from '../python/attribute.ts';
import { readYaml, readYamlAll } from '../python/yaml-load.ts';

/** ansible-core 2.18.6's YAML filters. */
export const yamlFilters: Readonly<Record<string, Filter>> = {
  // What else is given by position has no effect.
  to_yaml: (value, call) => dumpYaml(value, formatOf(call, { flowStyle: null })),
  to_nice_yaml: (value, call) => {
    const [indent] = call.args;
    if (indent !== undefined && call.kwargs.has('indent')) throw argumentError(call, 'its argument "indent" is given twice');
    return dumpYaml(value, formatOf(call, { flowStyle: false, ...readers['indent']?.(indent === undefined ? 4 : indent) }));
  },
  from_yaml: (value) => (typeof value === 'string' ? readYaml(value) : value),
  from_yaml_all: (value) => (typeof value === 'string' ? readYamlAll(value) : value),
};

const readers: Readonly<Record<string, (value: Value) => YamlFormat>> = {
  indent: (value) => (value === null ? {} : { indent: intOnly(value, 'write YAML') }),
  width: (value) => (value === null ? {} : { width: intOnly(value, 'write YAML') }),
  default_flow_style: (value) => ({ flowStyle: value === null ? null : truthy(value) }),
  default_style: (value) => (value === null ? {} : { scalarStyle: text(value) }),
  sort_keys: (value) => ({ sortKeys: truthy(value) }),
  explicit_start: (value) => ({ explicitStart: truthy(value) }),
  explicit_end: (value) => ({ explicitEnd: truthy(value) }),
};

/** Options of `yaml.dump` that change nothing here. */
const idle = ['version', 'encoding', 'line_break', 'tags', 'canonical'];

function formatOf(call: Call, defaults: YamlFormat): YamlFormat {
  let format = defaults;
  for (const [name, value] of call.kwargs) {
    const reader = readers[name];
    const fixed = name === 'default_flow_style' && defaults.flowStyle === false;
    if (fixed || (reader === undefined && !idle.includes(name))) throw argumentError(call, `it cannot be given "${name}"`);
    if (reader !== undefined) format = { ...format, ...reader(value) };
  }
  return format;
}
