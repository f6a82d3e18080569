import { beyond, beyondOf, limits } from '../../core/limits.ts';
import { text as textOf } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import { Vaulted } from '../../core/value/vaulted.ts';
import { concat, converted } from './concat.ts';
import { failOnUndefined, outputText, printed, survivesText, unroll } from './finalize.ts';
import { type Compiled, Context, rootFrame } from './frame.ts';
import { nativeValue } from './native-value.ts';
import { forgetPlace, type OriginFile, syntaxErrorIn, withFile } from './origin.ts';
import { runTemplate } from './run-template.ts';
import { mayBeTemplate, type Syntax } from './syntax.ts';
import { compiled } from './template-cache.ts';
import { readHeader } from './template-header.ts';
import { type Host, TemplateRun } from './template-run.ts';

export interface RenderTextOptions {
  readonly path: string | undefined;
  readonly syntax: Syntax;
  /** Whether text that looks like a list, a dict or a boolean becomes one. */
  readonly convert: boolean;
  readonly doubleBackslashes: boolean;
}

export interface Rendered {
  readonly value: Value;
  readonly unsafe: boolean;
  readonly kept: boolean;
}

/** Whether the text means itself. */
export function staticText(text: string): boolean {
  return !text.startsWith('#jinja2:') && !mayBeTemplate(text);
}

/** One text rendered, as ansible-core 2.18's `Templar.do_template`. */
export function renderText(host: Host, source: string, options: RenderTextOptions): Rendered {
  const { text, syntax } = readHeader(source, options.syntax);
  const file =
    options.path === undefined ? undefined : { path: options.path, linesBefore: text.length === source.length ? 0 : 1 };
  const template = compiledIn(file, () =>
    compiled(text, { syntax, extensions: host.extensions, doubleBackslashes: options.doubleBackslashes }),
  );
  const run = new TemplateRun(host, { convert: options.convert, syntax, path: options.path, mutates: template.mutates });
  if (file !== undefined) run.files.set(template.origin, file);
  const result = evaluated(template, run);
  if (typeof result === 'string' && result.length > limits['text-length'])
    throw beyond('text-length', `Cannot render the template: it becomes ${result.length} characters`);
  if (typeof result !== 'string') return { value: result, unsafe: run.unsafe, kept: false };
  const value = withNewlines(result, source, syntax.newlineSequence);
  return { value, unsafe: run.unsafe, kept: run.keptTexts.has(result) };
}

function compiledIn(file: OriginFile | undefined, compile: () => Compiled): Compiled {
  try {
    return compile();
  } catch (error) {
    const told = beyondOf(error, 'read the template');
    if (told !== undefined || file === undefined) throw told ?? error;
    throw syntaxErrorIn(error, file);
  }
}

/** The template's result. Errors leave with their place if it lies in a file, else without one. */
function evaluated(template: Compiled, run: TemplateRun): Value {
  const context = new Context(run, (name) => run.resolve(name));
  try {
    const lone = run.files.size === 0 ? template.single : undefined;
    return lone === undefined ? whole(template, context) : single(lone.value(rootFrame(context)), lone.keeps, run);
  } catch (error) {
    const told = beyondOf(error, 'render the template');
    if (told !== undefined) throw told;
    const placed = withFile(error, (origin) => run.files.get(origin));
    forgetPlace(error);
    throw placed;
  }
}

function whole(template: Compiled, context: Context): Value {
  const output: string[] = [];
  runTemplate(template, context, output);
  return concat(output, context.rendering);
}

/** The result of a template that is one `{{ }}`; lists and dicts skip the way through text where that changes nothing. */
function single(value: Value, keeps: boolean, run: TemplateRun): Value {
  if (!run.convert) return printed(value, run);
  if (run.native) return nativeSingle(value, keeps, run);
  if (!keeps) run.keptTexts.clear();
  if (typeof value === 'string') return run.keptTexts.has(value) ? value : converted(value);
  if (value === null) return '';
  if (typeof value !== 'object') return converted(textOf(value));
  const unrolled = unroll(value);
  if (Array.isArray(unrolled) || unrolled instanceof Map) return survivesText(unrolled) ? unrolled : converted(textOf(unrolled));
  failOnUndefined(unrolled);
  return converted(outputText(unrolled));
}

/** In a native template a value stays what it is, and a text becomes what it is a literal of. */
function nativeSingle(given: Value, keeps: boolean, run: TemplateRun): Value {
  // What is encrypted stays the text that it holds.
  if (given instanceof Vaulted) return given.text();
  if (!keeps) run.keptTexts.clear();
  if (typeof given === 'string') return run.keptTexts.has(given) ? given : nativeValue(given);
  const value = unroll(given);
  failOnUndefined(value);
  return value;
}

/** Tops the trailing line ends up to the number that the source has. */
function withNewlines(result: string, source: string, newline: string): string {
  const missing = trailing(source) - trailing(result);
  return missing > 0 ? result + newline.repeat(missing) : result;
}

function trailing(text: string): number {
  let count = 0;
  while (count < text.length && text[text.length - 1 - count] === '\n') count++;
  return count;
}
