import { compilePattern, matchStart } from '../../../core/regex/regex.ts';
import { truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { requireBoolean } from '../python/boolean.ts';
import { type IniFile, interpolate, parseIni } from '../python/ini.ts';
import { words } from '../python/whitespace.ts';
import { readFile } from './files.ts';
import { LookupFailure } from './lookup-failure.ts';
import { LookupOptions } from './options.ts';

const defaults = {
  type: 'ini',
  file: 'ansible.ini',
  section: 'global',
  re: false,
  encoding: 'utf-8',
  default: '',
  case_sensitive: false,
  allow_no_value: false,
  interpolation: true,
};

/** ansible-core 2.18.6's `ini`: an option of a section, or of a Java properties file. */
export function ini(terms: readonly Value[], call: Call): Value[] {
  return terms.flatMap((term) => {
    const options = new LookupOptions(call, defaults, { allow_none: 'allow_no_value' });
    const key = readTerm(stringOnly(term, 'look up in an INI file'), options);
    const properties = options.text('type') === 'properties';
    const section = properties ? 'java_properties' : options.text('section');
    const name = options.text('file');
    const source = (properties ? '[java_properties]\n' : '') + readFile(call, name, options.text('encoding'));
    const flag = (option: string): boolean => requireBoolean(options.get(option), option);
    const file = parseIni(source, { name, caseSensitive: flag('case_sensitive'), allowNoValue: flag('allow_no_value') });
    const found = flag('re') ? matching(file, section, key, options) : [single(file, section, key, options)];
    return found.filter((value) => value !== null);
  });
}

/** The key of a term, with options after it. */
function readTerm(term: string, options: LookupOptions): string {
  if (!/[=\s]/.test(term.trim())) return term;
  const key: string[] = [];
  let option: string | undefined;
  for (const word of words(term)) {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(word) ?? [];
    if (options.has(name)) {
      option = name;
      options.set(name, value);
    } else if (name !== '' && option === undefined) throw new LookupFailure(`${name} is not a valid option.`);
    else if (option === undefined) key.push(word);
    else options.set(option, `${options.text(option)} ${word}`);
  }
  if (key.length === 0)
    throw new LookupFailure(`No key to lookup was provided as first term with in string inline options: ${term}`);
  return key.join(' ');
}

function sectionOf(file: IniFile, section: string, options: LookupOptions): ReadonlyMap<string, string | null> {
  const entries = file.get(section);
  if (entries === undefined) throw new LookupFailure(`No section '${section}' in ${options.text('file')}`);
  return entries;
}

function entryOf(file: IniFile, section: string, name: string, options: LookupOptions): Value {
  const value = sectionOf(file, section, options).get(name) ?? null;
  return value !== null && truthy(options.get('interpolation')) ? interpolate(file, section, value) : value;
}

function single(file: IniFile, section: string, key: string, options: LookupOptions): Value {
  const name = truthy(options.get('case_sensitive')) ? key : key.toLowerCase();
  if (!sectionOf(file, section, options).has(name)) return options.get('default');
  return entryOf(file, section, name, options);
}

function matching(file: IniFile, section: string, key: string, options: LookupOptions): Value[] {
  const pattern = compilePattern(key);
  const names = [...sectionOf(file, section, options).keys()].filter((name) => matchStart(pattern, name) !== null);
  return names.map((name) => entryOf(file, section, name, options));
}
