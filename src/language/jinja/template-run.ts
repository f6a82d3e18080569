import { posix } from 'node:path';
import type { Controller, RenderOptions } from '../../core/controller.ts';
import { beyond, limits } from '../../core/limits.ts';
import { typeName } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import type { Origin } from './ast.ts';
import type { Filter, Lookup, Test } from './callable.ts';
import { converted } from './concat.ts';
import { type Compiled, Context, type Rendering } from './frame.ts';
import { globalValue } from './globals.ts';
import { type OriginFile, syntaxErrorIn } from './origin.ts';
import { runTemplate } from './run-template.ts';
import { deepCopy } from './stored.ts';
import type { Syntax } from './syntax.ts';
import { compiled } from './template-cache.ts';
import { textClass } from './text-class.ts';

/** A variable as it was evaluated. */
export interface Evaluated {
  readonly value: Value;
  /** Whether something that must not be templated went into it. */
  readonly unsafe: boolean;
  /** Whether it is a text that stays one even if it looks like a list (`to_json`). */
  readonly kept: boolean;
}

/** What a rendering asks of the templar that runs it. */
export interface Host {
  readonly controller: Controller;
  readonly extensions: ReadonlySet<string>;
  /** Whether templates give values instead of text (`jinja2_native`). */
  readonly native: boolean;
  readonly allowsUnsafeLookups: boolean;
  filter(name: string): Filter | undefined;
  test(name: string): Test | undefined;
  lookup(name: string): Lookup | undefined;
  hasModule(name: string): boolean;
  setting(name: string): Value | undefined;
  find(src: string, folder: 'files' | 'templates' | 'vars'): string | undefined;
  read(name: string): Evaluated | undefined;
  /** A variable as it is stored; undefined for one that the run made itself. */
  raw(name: string): Value | undefined;
  names(): Iterable<string>;
  evaluated(value: Value): Evaluated;
  renderInner(path: string, text: string, options: RenderOptions): { readonly text: string; readonly unsafe: boolean };
}

export interface RunOptions {
  readonly convert: boolean;
  readonly syntax: Syntax;
  /** The template file, beside which includes are looked for last. */
  readonly path: string | undefined;
  /** Whether lists and dicts may be changed in place, so that variables have to be copied first. */
  readonly mutates: boolean;
}

/** One rendering: what its filters and lookups see, and what it learnt on the way. */
export class TemplateRun implements Rendering {
  readonly convert: boolean;
  readonly native: boolean;
  readonly writesNone: boolean;
  readonly allowsUnsafeLookups: boolean;
  readonly syntax: Syntax;
  readonly keptTexts = new Set<string>();
  /** The template files that took part. */
  readonly files = new Map<Origin, OriginFile>();
  unsafe = false;
  private readonly answers: Value[] = [];
  private readonly reads = new Set<string>();
  private turns = 0;
  private readonly host: Host;
  private readonly path: string | undefined;
  private readonly copies: Map<string, Value> | undefined;

  constructor(host: Host, options: RunOptions) {
    this.host = host;
    this.convert = options.convert;
    // Template files are rendered to text whatever the setting says, but for what becomes of none.
    this.writesNone = host.native;
    this.native = host.native && options.convert;
    this.allowsUnsafeLookups = host.allowsUnsafeLookups;
    this.syntax = options.syntax;
    this.path = options.path;
    this.copies = options.mutates ? new Map() : undefined;
  }

  turn(count: number): void {
    this.turns += count;
    if (this.turns <= limits['loop-turns']) return;
    throw beyond('loop-turns', `Cannot render the template: its loops and macros run more than ${limits['loop-turns']} times`);
  }

  get controller(): Controller {
    return this.host.controller;
  }

  filter(name: string): Filter | undefined {
    return this.host.filter(name);
  }

  test(name: string): Test | undefined {
    return this.host.test(name);
  }

  lookup(name: string): Lookup | undefined {
    return this.host.lookup(name);
  }

  hasModule(name: string): boolean {
    return this.host.hasModule(name);
  }

  setting(name: string): Value | undefined {
    return this.host.setting(name);
  }

  variable(name: string): Value | undefined {
    const entry = this.host.read(name);
    if (entry === undefined) return undefined;
    this.reads.add(name);
    if (entry.unsafe) this.unsafe = true;
    if (entry.kept && typeof entry.value === 'string') this.keptTexts.add(entry.value);
    return this.copies === undefined ? entry.value : this.copied(name, entry.value);
  }

  className(value: Value): string {
    if (typeof value !== 'string') return typeName(value);
    const { keptTexts, answers, reads, host } = this;
    const sources = { stored: (name: string) => host.raw(name), value: (name: string) => host.read(name)?.value };
    return textClass(value, { keptTexts, answers, reads, ...sources });
  }

  private copied(name: string, value: Value): Value {
    const known = this.copies?.get(name);
    if (known !== undefined) return known;
    const copy = deepCopy(value);
    this.copies?.set(name, copy);
    return copy;
  }

  variableNames(): Iterable<string> {
    return this.host.names();
  }

  resolve(name: string): Value | undefined {
    const variable = this.variable(name);
    return variable === undefined ? this.global(name) : variable;
  }

  global(name: string): Value | undefined {
    return globalValue(name, this);
  }

  template(value: Value): Value {
    const result = this.host.evaluated(value);
    if (result.unsafe) this.unsafe = true;
    return result.value;
  }

  render(path: string, text: string, options: RenderOptions = {}): string {
    const result = this.host.renderInner(path, text, options);
    if (result.unsafe) this.unsafe = true;
    return result.text;
  }

  renderAlone(text: string, variables: ReadonlyMap<string, Value>): Value {
    const output: string[] = [];
    const context = new Context(this, (name) => variables.get(name) ?? this.global(name));
    runTemplate(compiled(text), context, output);
    return converted(output.join(''));
  }

  find(src: string, folder: 'files' | 'templates' | 'vars'): string | undefined {
    return this.host.find(src, folder);
  }

  markUnsafe(answer: Value): void {
    this.unsafe = true;
    this.answers.push(answer);
  }

  load(name: string): Compiled | undefined {
    const wanted = name.replace(/^\/+/, '');
    if (wanted.split('/').includes('..')) return undefined;
    const path = this.host.find(wanted, 'templates') ?? this.beside(wanted);
    if (path === undefined) return undefined;
    // Jinja2's own loader reads these: they are not decrypted.
    const text = new TextDecoder().decode(this.controller.readStored(path));
    const file = { path, linesBefore: 0 };
    try {
      const template = compiled(text, { syntax: this.syntax, extensions: this.host.extensions });
      this.files.set(template.origin, file);
      return template;
    } catch (error) {
      throw syntaxErrorIn(error, file);
    }
  }

  private beside(name: string): string | undefined {
    if (this.path === undefined) return undefined;
    const path = posix.join(posix.dirname(this.path), name);
    return this.controller.type(path) === 'file' ? path : undefined;
  }
}
