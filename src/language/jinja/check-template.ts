import type { ErrorCode } from '../../core/errors.ts';
import { DroverError } from '../../core/errors.ts';
import { beyondOf } from '../../core/limits.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Arguments, Expression } from './ast.ts';
import { normalizeSource } from './lexer.ts';
import { parsedCondition, parsedTemplate } from './parse-cache.ts';
import { reasonOf, refusal } from './refused.ts';
import type { Registry } from './registry.ts';
import { ansibleSyntax, mayBeTemplate, type Syntax } from './syntax.ts';
import { placeOf, TemplateSyntaxError } from './syntax-error.ts';
import { readHeader } from './template-header.ts';
import { unknownFilter, unknownLookup, unknownTest } from './unknown-name.ts';

/** What is wrong with a template, and where in its text (lines and columns count from 1). */
export interface TemplateFinding {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
  readonly line: number;
  readonly column: number;
  /** Characters to underline. */
  readonly length: number;
}

interface Use {
  readonly at: number;
  readonly name: string;
  readonly kind: 'filter' | 'test' | 'lookup';
}

export interface CheckOptions {
  readonly syntax?: Syntax;
  readonly extensions?: ReadonlySet<string>;
}

/** Reads a template without evaluating it: syntax errors, and filters, tests and lookups that do not exist. */
export function checkTemplate(text: string, registry: Registry, options: CheckOptions = {}): TemplateFinding[] {
  const base = options.syntax ?? ansibleSyntax;
  if (!text.startsWith('#jinja2:') && !mayBeTemplate(text, base)) return [];
  return findings(() => {
    const { text: body, syntax } = readHeader(text, base);
    const source = normalizeSource(body, syntax);
    const line = body.length === text.length ? 0 : 1;
    return unknown(usesOf(parsedTemplate(body, syntax, options.extensions).body), registry, (at) =>
      below(placeOf(source, at), line),
    );
  });
}

/** The same for a condition, which is written without delimiters. */
export function checkCondition(text: string, registry: Registry): TemplateFinding[] {
  if (text.trim() === '') return [];
  if (mayBeTemplate(text)) return checkTemplate(text, registry);
  return findings(() => {
    const { expression, head } = parsedCondition(text);
    return unknown(usesOf(expression), registry, (at) => placeOf(text, Math.max(0, at - head)));
  });
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function below({ line, column }: Place, lines: number): Place {
  return { line: line + lines, column };
}

function findings(read: () => TemplateFinding[]): TemplateFinding[] {
  try {
    return read();
  } catch (raised) {
    const error = beyondOf(raised, 'read the template') ?? raised;
    if (!(error instanceof DroverError)) throw error;
    const place = error instanceof TemplateSyntaxError ? error : { line: 1, column: 1 };
    return [{ code: error.code, message: error.message, hint: error.hint, line: place.line, column: place.column, length: 1 }];
  }
}

function unknown(uses: readonly Use[], registry: Registry, place: (at: number) => Place): TemplateFinding[] {
  return uses
    .map((use) => ({ use, error: errorOf(use, registry) }))
    .filter((found) => found.error !== undefined)
    .map(({ use, error }) => ({
      code: error?.code ?? 'FILTER_UNKNOWN',
      message: error?.message ?? '',
      hint: error?.hint,
      ...place(use.at),
      length: use.name.length,
    }));
}

const unknownName = { filter: unknownFilter, test: unknownTest, lookup: unknownLookup };

function errorOf({ kind, name }: Use, { filters, tests, lookups }: Registry): DroverError | undefined {
  const known = { filter: filters, test: tests, lookup: lookups }[kind];
  const plugin = known.named(name);
  const reason = plugin === undefined ? undefined : reasonOf(plugin);
  if (reason !== undefined) return refusal(kind, name, reason);
  if (plugin !== undefined) return undefined;
  // Until Ansible 2.9 tests could be used as filters.
  const isTest = kind === 'filter' && tests.named(name) !== undefined;
  return unknownName[kind](name, isTest ? `it is a test: write "is ${name}"` : didYouMean(name, known.names()));
}

/** Filters that take the name of a test or a filter, and at which position. */
const testArgument: Readonly<Record<string, number>> = { select: 0, reject: 0, selectattr: 1, rejectattr: 1 };

/** Every use of a filter, a test or a lookup below a node, in the order of the text. */
function usesOf(root: object): Use[] {
  const uses: Use[] = [];
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object' || node instanceof Map || node instanceof Set) return;
    if (Array.isArray(node)) node.forEach(visit);
    else {
      uses.push(...usesBy(node as Expression));
      const isConstant = (node as Expression).kind === 'const';
      if (!isConstant) Object.values(node).forEach(visit);
    }
  };
  visit(root);
  return uses.sort((a, b) => a.at - b.at);
}

function usesBy(node: Expression): Use[] {
  if (node.kind === 'test') return [{ kind: 'test', name: node.name, at: node.at }];
  if (node.kind === 'filter') return [{ kind: 'filter', name: node.name, at: node.at }, ...namedBy(node.name, node.arguments)];
  const isLookup = node.kind === 'call' && node.target.kind === 'name' && ['lookup', 'query', 'q'].includes(node.target.name);
  return isLookup ? constant(node.arguments, 0, 'lookup') : [];
}

function namedBy(filter: string, given: Arguments): Use[] {
  if (filter === 'map') return constant(given, 0, 'filter');
  const at = testArgument[filter];
  return at === undefined ? [] : constant(given, at, 'test');
}

function constant({ positional }: Arguments, index: number, kind: Use['kind']): Use[] {
  const argument = positional[index];
  if (argument?.kind !== 'const' || typeof argument.value !== 'string') return [];
  return [{ kind, name: argument.value, at: argument.at }];
}
