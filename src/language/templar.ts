// length: one class whose methods call each other; what stands alone is in files of its own
import type { Controller, RenderOptions } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import { beyondOf } from '../core/limits.ts';
import { defaultSettings, type Settings } from '../core/settings/honoured.ts';
import { settingNamed } from '../core/settings/setting-named.ts';
import type { Span } from '../core/span.ts';
import { Tuple } from '../core/value/collections.ts';
import { toValue } from '../core/value/convert.ts';
import { text as textOf } from '../core/value/text.ts';
import { PyObject, type Value, Verbatim } from '../core/value/types.ts';
import { Vaulted } from '../core/value/vaulted.ts';
import { AnsibleFailure } from './jinja/ansible-failure.ts';
import type { Filter, Lookup, Test } from './jinja/callable.ts';
import { conditionHolds } from './jinja/condition.ts';
import { extensionsOf } from './jinja/extensions-of.ts';
import { awareFilters, awareTests, withPlainTexts } from './jinja/plain-texts.ts';
import { type Registry, remembering } from './jinja/registry.ts';
import { syntaxOf } from './jinja/render-syntax.ts';
import { type Rendered, renderText, staticText } from './jinja/render-text.ts';
import { unmarked } from './jinja/stored.ts';
import { ansibleSyntax, mayBeTemplate } from './jinja/syntax.ts';
import { TemplateSyntaxError } from './jinja/syntax-error.ts';
import type { Evaluated, Host } from './jinja/template-run.ts';
import { Undefined } from './jinja/undefined.ts';
import { type VariableSource, withVariables } from './jinja/variable-source.ts';

export interface TemplarOptions extends Registry {
  readonly variables: VariableSource;
  readonly controller: Controller;
  /** Finds a file as modules do; undefined where there is none. Includes of templates go through it too. */
  readonly find: (src: string, folder: 'files' | 'templates' | 'vars') => string | undefined;
  /** Statements that are off unless they are named here, `do` and `loopcontrols`; those of the settings when absent. */
  readonly extensions?: ReadonlySet<string>;
  /** Those of Ansible when absent. */
  readonly settings?: Settings | undefined;
}

export interface TemplateOptions {
  /** False where a string literal's backslashes mean what Jinja2 says (template files). True when absent. */
  readonly escapeBackslashes?: boolean;
  /** Where the value stands; errors then name the place. */
  readonly span?: Span | undefined;
}

/**
 * Renders values as ansible-core 2.18.6's Templar does. Variables are rendered when they are read, each once as long as
 * the source's version stays the same.
 */
export class Templar implements Host {
  readonly controller: Controller;
  readonly extensions: ReadonlySet<string>;
  readonly native: boolean;
  readonly allowsUnsafeLookups: boolean;
  readonly filter: (name: string) => Filter | undefined;
  readonly test: (name: string) => Test | undefined;
  readonly lookup: (name: string) => Lookup | undefined;
  readonly hasModule: (name: string) => boolean;
  private readonly options: TemplarOptions;
  private readonly variables: VariableSource;
  private readonly known = new Map<string, Evaluated>();
  private readonly underway = new Set<string>();
  private version: number;

  constructor(options: TemplarOptions) {
    this.options = options;
    this.variables = options.variables;
    this.version = options.variables.version;
    this.controller = options.controller;
    this.extensions = options.extensions ?? extensionsOf(options.settings);
    this.native = options.settings?.jinja2Native ?? false;
    this.allowsUnsafeLookups = options.settings?.allowUnsafeLookups ?? false;
    this.filter = withPlainTexts(remembering(options.filters), awareFilters);
    this.test = withPlainTexts(remembering(options.tests), awareTests);
    this.lookup = remembering(options.lookups);
    this.hasModule = options.hasModule ?? (() => false);
  }

  setting(name: string): Value | undefined {
    const value = settingNamed(this.options.settings ?? defaultSettings(), name);
    return value === undefined ? undefined : toValue(value);
  }

  /** The same with more variables on top. */
  with(more: ReadonlyMap<string, Value>): Templar {
    return new Templar({ ...this.options, variables: withVariables(this.variables, more) });
  }

  /**
   * The value with its templates rendered, lists and dicts throughout.
   *
   * @throws DroverError `TEMPLATE_SYNTAX`, `VARIABLE_UNDEFINED`, `TEMPLATE_FAILED`, with the span given
   */
  template(value: Value, options: TemplateOptions = {}): Value {
    return this.evaluated(value, options).value;
  }

  /** The same for storing: what must not be templated again comes as `Verbatim`. */
  templateForStorage(value: Value, options: TemplateOptions = {}): Value {
    return located(options.span, () => this.stored(value, options));
  }

  /** The same together with whether anything unsafe went into it. */
  evaluated(value: Value, options: TemplateOptions = {}): Evaluated {
    if (isPlain(value)) return { value, unsafe: false, kept: false };
    const state = { unsafe: false, kept: false };
    return located(options.span, () => ({ value: this.rendered(value, options, state), ...state }));
  }

  /** An expression without braces. */
  evaluate(expression: string, options: TemplateOptions = {}): Value {
    return this.template(`{{ ${expression} }}`, options);
  }

  /** Whether a `when` holds: a condition, a boolean, or a list of which all have to hold. */
  condition(condition: Value, options: TemplateOptions = {}): boolean {
    return located(options.span, () => conditionHolds(this, condition));
  }

  /** A template file's text, by the rules of the template module. `path` is where includes are looked for last. */
  render(path: string, text: string, options: RenderOptions = {}): string {
    return this.renderInner(path, text, options).text;
  }

  renderInner(path: string, text: string, options: RenderOptions): { text: string; unsafe: boolean } {
    const templar = options.variables === undefined || options.variables.size === 0 ? this : this.with(options.variables);
    const result = this.tolerant(text, () =>
      renderText(templar, text, { path, syntax: syntaxOf(options), convert: false, doubleBackslashes: false }),
    );
    return { text: textOf(result.value), unsafe: result.unsafe };
  }

  find(src: string, folder: 'files' | 'templates' | 'vars'): string | undefined {
    return this.options.find(src, folder);
  }

  raw(name: string): Value | undefined {
    return this.variables.isMade?.(name) === true ? undefined : this.variables.get(name);
  }

  names(): Iterable<string> {
    return this.variables.names();
  }

  /** A variable as evaluated; undefined where there is none. One that cannot be rendered for want of another is an undefined value. */
  read(name: string): Evaluated | undefined {
    if (this.version !== this.variables.version) {
      this.known.clear();
      this.version = this.variables.version;
    }
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const raw = this.variables.get(name);
    if (raw === undefined) return undefined;
    const entry = isPlain(raw) ? { value: raw, unsafe: false, kept: false } : this.readTemplate(name, raw);
    this.known.set(name, entry);
    return entry;
  }

  private readTemplate(name: string, raw: Value): Evaluated {
    if (this.underway.has(name)) {
      throw new DroverError(
        'TEMPLATE_FAILED',
        `Cannot evaluate variable "${name}": recursive loop detected in template string: ${textOf(unmarked(raw))}`,
      );
    }
    this.underway.add(name);
    const state = { unsafe: false, kept: false };
    try {
      return { value: this.rendered(raw, {}, state), ...state };
    } catch (error) {
      if (!(error instanceof DroverError) || error.code !== 'VARIABLE_UNDEFINED') throw error;
      return { value: new Undefined(name, `${textOf(unmarked(raw))}: ${error.message}`), unsafe: false, kept: false };
    } finally {
      this.underway.delete(name);
    }
  }

  private rendered(value: Value, options: TemplateOptions, state: State): Value {
    if (typeof value === 'string') return this.string(value, options, state);
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof PyObject) return this.object(value, options, state);
    if (Array.isArray(value)) return this.list(value, options, state);
    return this.dict(value, options, state);
  }

  private string(source: string, options: TemplateOptions, state: State): Value {
    if (!source.startsWith('#jinja2:') && !mayBeTemplate(source)) return source;
    const lone = this.loneScalar(source);
    if (lone !== undefined) return lone;
    const result = this.renderString(source, options);
    if (result.unsafe) state.unsafe = true;
    state.kept = result.kept;
    return result.value;
  }

  private renderString(source: string, options: TemplateOptions): Rendered {
    return this.tolerant(source, () =>
      renderText(this, source, {
        path: undefined,
        syntax: ansibleSyntax,
        convert: true,
        doubleBackslashes: options.escapeBackslashes ?? true,
      }),
    );
  }

  /** With `error_on_undefined_vars` off a text with an undefined variable stays as it is written. */
  private tolerant(source: string, render: () => Rendered): Rendered {
    if (this.options.settings?.errorOnUndefined !== false) return render();
    try {
      return render();
    } catch (error) {
      if (!(error instanceof DroverError) || error.code !== 'VARIABLE_UNDEFINED') throw error;
      return { value: source, unsafe: false, kept: false };
    }
  }

  /** `{{ name }}` of a number, a boolean or none that is stored as such keeps its type. */
  private loneScalar(source: string): Value | undefined {
    const name = loneVariable.exec(source)?.[1];
    const held = name === undefined ? undefined : this.variables.get(name);
    const stored = held instanceof Verbatim ? held.value : held;
    if (stored === undefined || stored === null) return stored;
    const isScalar = typeof stored === 'number' || typeof stored === 'boolean' || typeof stored === 'bigint';
    return isScalar || (stored instanceof PyObject && stored.typeName === 'float') ? stored : undefined;
  }

  private object(value: PyObject, options: TemplateOptions, state: State): Value {
    if (value instanceof Verbatim) {
      state.unsafe = true;
      return unmarked(value.value);
    }
    if (value instanceof Vaulted) {
      state.unsafe = true;
      return value.with(this.controller.openVault);
    }
    return value instanceof Tuple ? this.list(value.items, options, state) : value;
  }

  private list(items: readonly Value[], options: TemplateOptions, state: State): Value[] {
    return items.map((item) => this.rendered(item, options, state));
  }

  private dict(value: Map<Value, Value>, options: TemplateOptions, state: State): Value {
    const result = new Map<Value, Value>();
    for (const [key, item] of value) result.set(key, this.rendered(item, options, state));
    return result;
  }

  private stored(value: Value, options: TemplateOptions): Value {
    if (value instanceof Verbatim || isPlain(value)) return value;
    if (Array.isArray(value)) return value.map((item) => this.stored(item, options));
    if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, this.stored(item, options)]));
    const state = { unsafe: false, kept: false };
    const result = this.rendered(value, options, state);
    return state.unsafe ? new Verbatim(result) : result;
  }
}

interface State {
  unsafe: boolean;
  kept: boolean;
}

/** A name of letters and digits of any script; what else it takes is no variable's name. */
const loneVariable = /^\{\{\s*([\w\u0080-\uffff]*?)\s*\}\}\n?$/;

/** Whether there is nothing to render in the value. */
function isPlain(value: Value): boolean {
  return typeof value === 'string' ? staticText(value) : value === null || typeof value !== 'object';
}

/** Gives errors that have no place the one of the value. */
function located<T>(span: Span | undefined, run: () => T): T {
  try {
    return run();
  } catch (raised) {
    const error = beyondOf(raised, 'evaluate the value') ?? raised;
    if (span === undefined) throw error;
    if (!(error instanceof DroverError) || error.span !== undefined || error instanceof AnsibleFailure) throw error;
    if (error instanceof TemplateSyntaxError) throw error.at(span);
    throw new DroverError(error.code, error.message, { span, hint: error.hint, result: error.result, cause: error });
  }
}
