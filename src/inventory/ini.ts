import { DroverError } from '../core/errors.ts';
import { splitLines } from '../core/lines.ts';
import type { Span } from '../core/span.ts';
import type { Value } from '../core/value/types.ts';
import { expandHostPattern } from './host-pattern.ts';
import { iniValue } from './ini-value.ts';
import type { InventoryData } from './inventory-data.ts';
import { located } from './located.ts';
import { splitWords, type Word } from './shlex.ts';

const sectionPattern = /^\[([^:\]\s]+)(?::([^\s:#.\-\][]+))?\]\s*(?:#.*)?$/;
const groupPattern = /^([^:\]\s]+)\s*(?:#.*)?$/;

type SectionKind = 'hosts' | 'children' | 'vars';

/** A group that a section speaks of before the group has a section of its own. */
interface Pending {
  readonly kind: 'children' | 'vars';
  readonly span: Span;
  readonly parents: string[];
}

/**
 * Reads an INI inventory as ansible-core 2.18.6 does into `data`.
 * @throws DroverError `INVENTORY_INVALID` at the first line that is none
 */
export function readIni(text: string, file: string, data: InventoryData): void {
  new IniReader(file, data).read(splitLines(text));
}

class IniReader {
  readonly #file: string;
  readonly #data: InventoryData;
  readonly #pending = new Map<string, Pending>();
  #group = 'ungrouped';
  #kind: SectionKind = 'hosts';
  #line = 0;
  #raw = '';

  constructor(file: string, data: InventoryData) {
    this.#file = file;
    this.#data = data;
  }

  read(lines: readonly string[]): void {
    for (const raw of lines) {
      this.#line += 1;
      this.#raw = raw;
      const line = raw.trim();
      if (line !== '' && line[0] !== ';' && line[0] !== '#') this.#read(line);
    }
    for (const [name, pending] of this.#pending) throw undefinedGroup(name, pending);
  }

  #read(line: string): void {
    const section = sectionPattern.exec(line);
    if (section !== null) this.#section(section[1] ?? '', section[2]);
    else if (line.startsWith('[') && line.endsWith(']')) {
      throw this.#error(
        `Cannot read the section "${line}": its name has a character that is not allowed`,
        line,
        'write [group] without spaces',
      );
    } else if (this.#kind === 'hosts') this.#hosts(line);
    else if (this.#kind === 'vars') this.#variable(line);
    else this.#child(line);
  }

  #span(part: string): Span {
    const column = Math.max(this.#raw.indexOf(part), 0) + 1;
    return { file: this.#file, line: this.#line, column, length: Math.max(1, part.length) };
  }

  #error(message: string, part: string, hint?: string): DroverError {
    return new DroverError('INVENTORY_INVALID', message, { span: this.#span(part), hint });
  }

  #section(name: string, kind: string | undefined): void {
    if (kind !== undefined && kind !== 'hosts' && kind !== 'children' && kind !== 'vars') {
      throw this.#error(
        `Cannot read the section "[${name}:${kind}]": "${kind}" is no kind of section`,
        kind,
        'use children, vars or hosts',
      );
    }
    this.#enter(this.#data.groupName(name), kind ?? 'hosts', this.#span(name));
  }

  #enter(name: string, kind: SectionKind, span: Span): void {
    this.#group = name;
    this.#kind = kind;
    const isNew = !this.#data.groups.has(name);
    if (isNew && this.#kind === 'vars' && !this.#pending.has(name)) {
      this.#pending.set(name, { kind: 'vars', span, parents: [] });
    }
    this.#data.addGroup(name);
    const pending = this.#pending.get(name);
    if (pending === undefined || this.#kind === 'vars') return;
    if (pending.kind === 'children') this.#adopt(name, pending);
    else this.#pending.delete(name);
  }

  /** The group that parents wait for is there: its place among their children is now. */
  #adopt(name: string, pending: Pending): void {
    this.#pending.delete(name);
    for (const parent of pending.parents) {
      this.#addChild(parent, name, pending.span);
      const above = this.#pending.get(parent);
      if (above?.kind === 'children') this.#adopt(parent, above);
    }
  }

  #addChild(parent: string, child: string, span: Span): void {
    try {
      this.#data.addChild(parent, child);
    } catch (error) {
      throw located(error, span);
    }
  }

  #child(line: string): void {
    const name = groupPattern.exec(line)?.[1];
    if (name === undefined) {
      throw this.#error(
        `Cannot read "${line}": a section of children lists group names`,
        line,
        'write one group name a line, without variables',
      );
    }
    const [child, span] = [this.#data.groupName(name), this.#span(name)];
    const pending = this.#pending.get(child);
    if (this.#data.groups.has(child)) this.#addChild(this.#group, child, span);
    else if (pending === undefined) this.#pending.set(child, { kind: 'children', span, parents: [this.#group] });
    else pending.parents.push(this.#group);
  }

  #variable(line: string): void {
    const equals = line.indexOf('=');
    if (equals < 0)
      throw this.#error(`Cannot read "${line}": a section of variables has "name=value" lines`, line, 'write name=value');
    const value = iniValue(line.slice(equals + 1).trim());
    this.#set(this.#group, line.slice(0, equals).trim(), value);
  }

  #set(name: string, key: string, value: Value): void {
    try {
      this.#data.setVariable(name, key, value);
    } catch (error) {
      throw located(error, this.#span(key));
    }
  }

  #hosts(line: string): void {
    const words = splitWords(line);
    if (words === undefined) {
      throw this.#error(
        `Cannot read the host line "${line}": a quote is never closed`,
        line,
        'close the quote, or write \\" for one that is meant',
      );
    }
    const [first, ...rest] = words;
    if (first === undefined) return;
    const { hosts, port } = this.#expand(first.text);
    const variables = rest.map((word) => this.#assignment(word));
    for (const host of hosts) {
      this.#data.addHost(host, this.#group, port);
      for (const [key, value] of variables) this.#set(host, key, value);
    }
  }

  #expand(pattern: string): ReturnType<typeof expandHostPattern> {
    if (pattern === '---') {
      throw this.#error('Cannot read the host "---": it starts a YAML file', pattern, 'name the file .yml if it is YAML');
    }
    try {
      return expandHostPattern(pattern);
    } catch (error) {
      throw located(error, this.#span(pattern));
    }
  }

  #assignment(word: Word): readonly [string, Value] {
    const equals = word.text.indexOf('=');
    if (equals >= 0) return [word.text.slice(0, equals), iniValue(word.text.slice(equals + 1))];
    throw this.#error(
      `Cannot read "${word.text}": behind a host come its variables, as name=value`,
      word.text,
      'write each host on its own line',
    );
  }
}

function undefinedGroup(name: string, { kind, span, parents }: Pending): DroverError {
  const message =
    kind === 'vars'
      ? `Cannot set variables of the group "${name}": there is no such group`
      : `Cannot add the group "${name}" to "${parents.at(-1)}": there is no such group`;
  return new DroverError('INVENTORY_INVALID', message, { span, hint: `add a section [${name}]` });
}
