import { failure } from './failure.ts';
import { stripRight } from './whitespace.ts';

/** Options by section, entries of `DEFAULT` included; null for an option without a value. */
export class IniFile extends Map<string, ReadonlyMap<string, string | null>> {
  /** What the section `DEFAULT` says, which all others have too. */
  readonly defaults: ReadonlyMap<string, string | null>;

  constructor(sections: ReadonlyMap<string, ReadonlyMap<string, string | null>>, defaults: ReadonlyMap<string, string | null>) {
    super(Array.from(sections, ([name, entries]) => [name, new Map([...defaults, ...entries])]));
    this.defaults = defaults;
  }
}

export interface IniFormat {
  /** The file, as errors call it. */
  readonly name: string;
  readonly caseSensitive: boolean;
  readonly allowNoValue: boolean;
}

/** Python's `configparser`: `=` or `:`, values that go on on indented lines, `#` and `;` at a line's start as comments. */
export function parseIni(source: string, format: IniFormat): IniFile {
  const sections = new Map<string, Map<string, string | null>>([['DEFAULT', new Map()]]);
  let section: Map<string, string | null> | undefined;
  let last: string | undefined;
  source.split(/\r?\n/).forEach((line, i) => {
    if (/^\s*(?:[#;].*)?$/.test(line)) return;
    const present = last === undefined ? undefined : section?.get(last);
    if (/^\s/.test(line) && last !== undefined && typeof present === 'string') {
      section?.set(last, `${present}\n${line.trim()}`);
      return;
    }
    const header = /^\s*\[([^\]]+)\]/.exec(line);
    if (header !== null) {
      section = sectionNamed(sections, header[1] ?? '');
      last = undefined;
      return;
    }
    last = readOption(line, i + 1, section, format);
  });
  const defaults = sections.get('DEFAULT') ?? new Map<string, string | null>();
  sections.delete('DEFAULT');
  return new IniFile(sections, defaults);
}

function sectionNamed(sections: Map<string, Map<string, string | null>>, name: string): Map<string, string | null> {
  if (name !== 'DEFAULT' && sections.has(name)) throw failure('read an INI file', `section '${name}' already exists`);
  const section = sections.get(name) ?? new Map<string, string | null>();
  sections.set(name, section);
  return section;
}

function readOption(line: string, number: number, section: Map<string, string | null> | undefined, format: IniFormat): string {
  if (section === undefined) throw failure('read an INI file', `line ${number} stands before the first section`);
  const [, name, value] = /^\s*(.*?)\s*(?:[=:]\s*(.*))?$/.exec(stripRight(line)) ?? [];
  if (name === undefined || name === '' || (value === undefined && !format.allowNoValue)) {
    throw failure('read an INI file', `line ${number} is no option: ${line.trim()}`);
  }
  const key = format.caseSensitive ? name : name.toLowerCase();
  if (section.has(key))
    throw failure('read an INI file', `Duplicate option in '${format.name}': '${key}' already exists (line ${number})`);
  section.set(key, value ?? null);
  return key;
}

/** `%(name)s` of the same section in a value, `%%` for a percent sign. */
export function interpolate(file: IniFile, section: string, value: string, depth = 0): string {
  if (depth > 10) throw failure('read an INI file', 'Recursion limit exceeded in value substitution');
  return value.replace(/%(?:%|\(([^)]*)\)s|)/g, (whole, name: string | undefined) => {
    if (whole === '%%') return '%';
    if (name === undefined) throw failure('read an INI file', `'%' must be followed by '%' or '(', found: '${value}'`);
    const found = file.get(section)?.get(name.toLowerCase());
    if (found === undefined) throw failure('read an INI file', `Bad value substitution: there is no option '${name}'`);
    return interpolate(file, section, found ?? '', depth + 1);
  });
}
