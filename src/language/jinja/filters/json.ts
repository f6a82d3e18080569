import { Bytes } from '../../../core/value/collections.ts';
import { parseJson } from '../../../core/value/json-parse.ts';
import { Markup } from '../../../core/value/markup.ts';
import { toList } from '../../../core/value/sequence.ts';
import { text, truthy, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { argumentError, bind, type Call, type Filter } from '../callable.ts';
import { defined, intOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { dumpJson, type JsonFormat } from '../python/json-dump.ts';

/** ansible-core 2.18.6's JSON filters and Jinja2's `tojson`. */
export const jsonFilters: Readonly<Record<string, Filter>> = {
  to_json: (value, call) => dumpJson(value, formatOf(call, {})),
  to_nice_json: (value, call) => {
    const given = new Map(call.kwargs);
    const names = ['indent', 'sort_keys'];
    call.args.forEach((argument, i) => {
      const name = names[i];
      if (name === undefined || given.has(name)) throw argumentError(call, 'it has an argument too many');
      given.set(name, argument);
    });
    given.delete('separators');
    return dumpJson(
      value,
      formatOf({ ...call, args: [], kwargs: given }, { indent: '    ', sortKeys: true, itemSeparator: ',' }),
    );
  },
  tojson: (value, call) => {
    const [indent = null] = bind(call, { indent: null });
    return new Markup(safeForHtml(dumpJson(value, { ...indented(indent), sortKeys: true, plain: true })));
  },
  from_json: fromJson,
};

const readers: Readonly<Record<string, (value: Value) => JsonFormat>> = {
  indent: indented,
  sort_keys: (value) => ({ sortKeys: truthy(value) }),
  ensure_ascii: (value) => ({ ensureAscii: truthy(value) }),
  skipkeys: (value) => ({ skipKeys: truthy(value) }),
  separators: (value) => {
    const [item, key] = value === null ? [] : toList(value).map(text);
    return item === undefined || key === undefined ? {} : { itemSeparator: item, keySeparator: key };
  },
};

/** Keyword arguments that change nothing here. */
const idle = new Set(['check_circular', 'allow_nan', 'default', 'vault_to_text', 'preprocess_unsafe']);

/** The keyword arguments of `json.dumps` that change the text. */
function formatOf(call: Call, defaults: JsonFormat): JsonFormat {
  if (call.args.length > 0) throw failure('write JSON', 'it takes keyword arguments only');
  // the separators last: an indent brings its own
  const names = [...call.kwargs.keys()].toSorted((a, b) => Number(a === 'separators') - Number(b === 'separators'));
  const unknown = names.find((name) => readers[name] === undefined && !idle.has(name));
  if (unknown !== undefined) throw argumentError(call, `it has no argument "${unknown}"`);
  const formats = names.map((name) => readers[name]?.(call.kwargs.get(name) ?? null));
  return Object.assign({}, defaults, ...formats) as JsonFormat;
}

function indented(indent: Value): JsonFormat {
  if (indent === null) return { indent: undefined };
  const unit = typeof indent === 'string' ? indent : ' '.repeat(Math.max(0, intOnly(indent, 'write JSON')));
  return { indent: unit, itemSeparator: ',' };
}

const unsafe: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', "'": '\\u0027' };

function safeForHtml(json: string): string {
  return json.replace(/[<>&']/g, (character) => unsafe[character] ?? character);
}

function fromJson(value: Value): Value {
  if (value instanceof Bytes) return parseJson(Buffer.from(value.data).toString('utf8'));
  if (typeof value === 'string') return parseJson(value);
  throw failure('read JSON', `the JSON object must be str, bytes or bytearray, not ${typeName(defined(value))}`);
}
