/** Sections with their options, and the options of `[DEFAULT]`, which every section has as well. */
export interface Configuration {
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly defaults: ReadonlyMap<string, string>;
}

interface Option {
  readonly lines: string[];
}

/**
 * An INI text as Python 3.11's `ConfigParser` reads it: names of options in lower case, values over several lines,
 * comments on lines of their own only, nothing given twice.
 *
 * @throws ConfigurationError
 */
export function parseConfiguration(text: string): Configuration {
  const reader = new Reader();
  for (const line of text.replace(/\n$/, '').split('\n')) reader.read(line);
  const values = (options: ReadonlyMap<string, Option>): Map<string, string> =>
    new Map([...options].map(([name, { lines }]) => [name, lines.join('\n').trimEnd()]));
  return {
    sections: new Map([...reader.sections].map(([name, options]) => [name, values(options)])),
    defaults: values(reader.defaults),
  };
}

/** A text that is no INI; not for the operator as it is, since whoever reads the text knows where it stands. */
export class ConfigurationError extends Error {}

class Reader {
  readonly sections = new Map<string, Map<string, Option>>();
  readonly defaults = new Map<string, Option>();
  #section: Map<string, Option> | undefined;
  #option: Option | undefined;
  #indent = 0;

  read(line: string): void {
    const value = line.trim();
    if (value === '') {
      this.#option?.lines.push('');
      return;
    }
    if (/^[#;]/.test(value)) return;
    const indent = line.length - line.trimStart().length;
    if (this.#option !== undefined && indent > this.#indent) {
      this.#option.lines.push(value);
      return;
    }
    this.#indent = indent;
    const section = /^\[(.+)\]/.exec(value)?.[1];
    if (section === undefined) this.#addOption(value);
    else this.#open(section);
  }

  #open(name: string): void {
    if (this.sections.has(name)) throw new ConfigurationError(`section "${name}" stands there twice`);
    this.#section = name === 'DEFAULT' ? this.defaults : new Map();
    if (name !== 'DEFAULT') this.sections.set(name, this.#section);
    this.#option = undefined;
  }

  #addOption(line: string): void {
    if (this.#section === undefined) throw new ConfigurationError(`"${line}" stands in no section`);
    const [, name, value] = /^([^=:]*?)\s*[=:]\s*(.*)$/s.exec(line) ?? [];
    if (name === undefined || name === '' || value === undefined)
      throw new ConfigurationError(`"${line}" gives no option a value`);
    const key = name.toLowerCase();
    if (this.#section.has(key)) throw new ConfigurationError(`option "${key}" stands there twice`);
    this.#option = { lines: [value] };
    this.#section.set(key, this.#option);
  }
}

/** How deep values may refer to each other. */
const deepest = 10;

/**
 * A value with the options that it names as `%(name)s` in their places; `%%` is a percent sign.
 * @throws ConfigurationError
 */
export function interpolate(value: string, options: ReadonlyMap<string, string>, depth = 1): string {
  if (depth > deepest) throw new ConfigurationError(`values refer to each other more than ${deepest} deep`);
  return value.replace(/%(?:(%)|\(([^)]+)\)s)?/g, (written, percent: string | undefined, name: string | undefined) => {
    if (percent !== undefined) return percent;
    if (name === undefined) throw new ConfigurationError(`"${value}" has a "${written}" that is neither "%%" nor "%(name)s"`);
    const other = options.get(name.toLowerCase());
    if (other === undefined) throw new ConfigurationError(`"${value}" names option "${name}", which there is not`);
    return interpolate(other, options, depth + 1);
  });
}
