import type { Report } from '../../core/diagnostic.ts';
import type { Span } from '../../core/span.ts';

/** One `key = value` of a configuration file. */
export interface Entry {
  readonly section: string;
  /** In lower case. */
  readonly key: string;
  readonly value: string;
  /** The place of the key. */
  readonly span: Span;
}

interface Growing {
  readonly section: string;
  readonly key: string;
  readonly lines: string[];
  readonly span: Span;
}

/** What gives every section its values. */
const common = 'DEFAULT';

/**
 * Reads an ansible.cfg as Python's configparser does for Ansible: `=` or `:`, lines that are indented further go on with
 * the value, `#` and `;` begin comment lines and ` ;` ends a value. Nothing is interpolated. What is wrong is reported.
 * @returns entries by `section:key`
 */
export function readConfiguration(text: string, file: string, report: Report): Map<string, Entry> {
  return new ConfigurationReader(file, report).read(text);
}

class ConfigurationReader {
  readonly #file: string;
  readonly #report: Report;
  readonly #sections = new Set<string>();
  readonly #entries = new Map<string, Growing>();
  #section: string | undefined;
  #current: Growing | undefined;
  /** Of the line that the value began on. */
  #indent = 0;

  constructor(file: string, report: Report) {
    this.#file = file;
    this.#report = report;
  }

  read(text: string): Map<string, Entry> {
    text.split(/\r\n|\r|\n/).forEach((line, i) => {
      this.#line(line, i + 1);
    });
    const shared = [...this.#entries.values()].filter(({ section }) => section === common);
    for (const section of this.#sections) {
      for (const entry of shared) {
        const name = `${section}:${entry.key}`;
        if (!this.#entries.has(name)) this.#entries.set(name, { ...entry, section });
      }
    }
    return new Map(
      [...this.#entries].map(([name, { lines, ...entry }]) => [name, { ...entry, value: lines.join('\n').trimEnd() }]),
    );
  }

  #line(line: string, number: number): void {
    const isComment = /^\s*[#;]/.test(line);
    const inline = isComment ? 0 : line.search(/(?<=\s);|^;/);
    const value = (inline < 0 ? line : line.slice(0, inline)).trim();
    if (value === '') {
      if (inline < 0) this.#current?.lines.push('');
      return;
    }
    const indent = line.search(/\S/);
    if (this.#current !== undefined && indent > this.#indent) {
      this.#current.lines.push(value);
      return;
    }
    this.#indent = indent;
    const span = { file: this.#file, line: number, column: indent + 1 };
    const header = /^\[(.+)\]/.exec(value)?.[1];
    if (header === undefined) this.#option(value, span);
    else this.#header(header, span);
  }

  #header(section: string, span: Span): void {
    // Of the common one there may be several.
    if (section !== common && this.#sections.has(section))
      this.#problem(`section "${section}" stands there twice`, span, 'join the two');
    this.#sections.add(section);
    this.#section = section;
    this.#current = undefined;
  }

  #option(text: string, span: Span): void {
    const [, written = '', value = ''] = /^(.*?)\s*[=:]\s*(.*)$/.exec(text) ?? [];
    if (this.#section === undefined) this.#problem('it begins before the first section', span, 'put [defaults] above it');
    else if (written === '') this.#problem('this line is neither "[section]" nor "key = value"', span);
    else this.#add(this.#section, { key: written.toLowerCase(), value }, { ...span, length: written.length });
  }

  #add(section: string, { key, value }: { key: string; value: string }, span: Span): void {
    const name = `${section}:${key}`;
    if (this.#entries.has(name)) this.#problem(`"${key}" stands twice in [${section}]`, span, 'keep one of the two');
    this.#current = { section, key, lines: [value], span };
    this.#entries.set(name, this.#current);
  }

  #problem(why: string, span: Span, hint?: string): void {
    this.#report({ severity: 'error', code: 'SETTING_INVALID', message: `Cannot read ${this.#file}: ${why}`, span, hint });
  }
}
