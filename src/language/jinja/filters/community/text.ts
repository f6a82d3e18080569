import { repr, text, truthy, typeName } from '../../../../core/value/text.ts';
import type { Value } from '../../../../core/value/types.ts';
import { bind, type Call, type Filter } from '../../callable.ts';
import { stringOnly } from '../../python/attribute.ts';
import { parseCsv } from '../../python/csv.ts';
import { mappingOf } from '../../python/dict.ts';
import { failure } from '../../python/failure.ts';
import { parseIni } from '../../python/ini.ts';
import { iterate } from '../../python/iterate.ts';
import { crypto } from '../../python/node-crypto.ts';
import { PythonRandom } from '../../python/random.ts';
import { ansibleType } from './ansible-type.ts';

/** community.general 10.7's filters from and to text. */
export const communityTextFilters: Readonly<Record<string, Filter>> = {
  from_csv: fromCsv,
  from_ini: (value) => {
    const file = parseIni(stringOnly(value, 'read an INI text'), { name: 'the text', caseSensitive: true, allowNoValue: false });
    const sections = Array.from(file, ([name, entries]) => [name, new Map<Value, Value>(entries)] as const);
    const shared = file.defaults.size === 0 ? [] : [['DEFAULT', new Map<Value, Value>(file.defaults)] as const];
    return new Map([...sections, ...shared]);
  },
  to_ini: toIni,
  crc32: (value) => process.getBuiltinModule('node:zlib').crc32(stringOnly(value, 'calculate a CRC')).toString(16),
  random_mac: randomMac,
  unicode_normalize: (value, call) => {
    const [form = 'NFC'] = bind(call, { form: 'NFC' });
    if (!['NFC', 'NFD', 'NFKC', 'NFKD'].includes(text(form)))
      throw failure('normalize a text', `${repr(form)} is not a valid form`);
    return stringOnly(value, 'normalize a text').normalize(text(form));
  },
  reveal_ansible_type: (value, call) => {
    const [alias = null] = bind(call, { alias: null });
    return ansibleType(value, alias, call);
  },
};

function fromCsv(value: Value, call: Call): Value {
  const names = { dialect: 'excel', fieldnames: null, delimiter: null, skipinitialspace: null, strict: null };
  const [dialect = 'excel', fieldNames = null, delimiter = null, skipSpace = null, strict = null] = bind(call, names);
  if (!['excel', 'excel-tab', 'unix'].includes(text(dialect)))
    throw failure('read CSV', `Dialect '${text(dialect)}' is not supported by your version of python`);
  const mark = delimiter === null ? (dialect === 'excel-tab' ? '\t' : ',') : text(delimiter);
  const source = text(value);
  const rows = parseCsv(truthy(skipSpace) ? source.replaceAll(`${mark} `, mark) : source, mark, truthy(strict));
  const header = fieldNames === null ? (rows.shift() ?? []) : iterate(fieldNames).map(text);
  return rows.map((row) => {
    const more = row.slice(header.length);
    const cells = header.map((name, i) => [name, row[i] ?? null] as const);
    return new Map<Value, Value>(more.length === 0 ? cells : [...cells, [null, more]]);
  });
}

function toIni(value: Value): Value {
  const dict = mappingOf(value);
  if (dict === undefined) throw failure('write an INI text', `to_ini requires a dict, got '${typeName(value)}'`);
  if (dict.size === 0) throw failure('write an INI text', 'to_ini received an empty dict');
  const sections = Array.from(dict, ([name, entries]) => {
    const options = mappingOf(entries);
    if (options === undefined) throw failure('write an INI text', `the section "${text(name)}" is no dict`);
    if ([...options.values()].includes(null)) throw failure('write an INI text', 'option values must be strings');
    const lines = Array.from(options, ([option, entry]) => `${text(option)} = ${text(entry).replaceAll('\n', '\n\t')}\n`);
    return `[${text(name)}]\n${lines.join('')}`;
  });
  return sections.join('\n');
}

/** The bounds of the number whose digits complete an address. */
const [smallest, largest] = [68_719_476_736, 1_099_511_627_775];

function randomMac(value: Value, call: Call): Value {
  const [seed = null] = bind(call, { seed: null });
  const prefix = stringOnly(value, 'make a MAC address').toLowerCase();
  const parts = prefix.split(':');
  if (parts.length > 5 || !parts.every((part) => /^[a-f0-9]{2}/.test(part)))
    throw failure('make a MAC address', `Invalid value (${prefix}) for random_mac`);
  const size = largest - smallest + 1;
  const number = smallest + (seed === null ? crypto().randomInt(2 ** 40) % size : new PythonRandom(seed).below(size));
  return (
    prefix +
    number
      .toString(16)
      .slice(0, 2 * (6 - parts.length))
      .replace(/../g, ':$&')
  );
}
