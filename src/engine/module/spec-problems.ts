import type { Arg, ArgType } from '../../core/args.ts';
import { repr, text, truthy } from '../../core/value/text.ts';
import type { Dict, Value } from '../../core/value/types.ts';
import { convertDeclared } from './arguments.ts';
import type { PathExpansion } from './convert-argument.ts';

const unexpanded: PathExpansion = { home: () => undefined, environment: () => undefined };
const types: ReadonlySet<string> = new Set<ArgType>([
  ...(['str', 'int', 'float', 'bool', 'list', 'dict', 'path', 'raw', 'json', 'jsonarg', 'bytes', 'bits'] as const),
]);

/**
 * What is wrong with values by an argument specification as roles write it (`required`, `type`, `elements`, `choices`,
 * `options`; ansible-core 2.18, `ArgumentSpecValidator`). A value of none is one that is not given.
 */
export function specProblems(spec: Dict, given: ReadonlyMap<string, Value>, above: string): string[] {
  return [...spec].flatMap(([key, options]) => {
    const name = `${above}${text(key)}`;
    const value = given.get(text(key)) ?? null;
    if (!(options instanceof Map)) return [];
    if (value !== null) return valueProblems(name, options, value);
    return truthy(options.get('required') ?? false) ? [`argument "${name}" is missing`] : [];
  });
}

function valueProblems(name: string, options: Dict, value: Value): string[] {
  const problems: string[] = [];
  const converted = convertDeclared(argOf(options), value, unexpanded, problems);
  const [problem] = problems;
  if (problem !== undefined) return [`argument "${name}" takes ${problem}, it is ${repr(value)}`];
  const inner = options.get('options');
  if (!(inner instanceof Map)) return [];
  return (Array.isArray(converted) ? converted : [converted]).flatMap((each: unknown) =>
    each instanceof Map ? specProblems(inner, byText(each as Dict), `${name}.`) : [],
  );
}

function byText(dict: Dict): Map<string, Value> {
  return new Map([...dict].map(([key, value]) => [text(key), value]));
}

function argOf(options: Dict): Arg<unknown> {
  const choices = options.get('choices') ?? null;
  const elements = options.get('elements') ?? null;
  return {
    type: typeOf(options.get('type') ?? 'str'),
    ...(elements === null ? {} : { elements: typeOf(elements) }),
    doc: '',
    aliases: [],
    required: false,
    default: undefined,
    choices: Array.isArray(choices) ? choices.map(text) : undefined,
    secret: false,
    unsupported: undefined,
  };
}

function typeOf(written: Value): ArgType {
  const name = text(written);
  return types.has(name) ? (name as ArgType) : 'raw';
}
