import { failure } from '../../core/value/failure.ts';
import { PyFunction } from '../../core/value/function.ts';
import { toList } from '../../core/value/sequence.ts';
import { text, truthy, typeName } from '../../core/value/text.ts';
import { PyObject, type Value } from '../../core/value/types.ts';
import { Range } from '../../core/value/views.ts';
import { Cycler, Joiner } from './cycler.ts';
import { now } from './filters/time.ts';
import type { Rendering } from './frame.ts';
import { runLookup } from './lookup-function.ts';
import { lorem } from './lorem.ts';
import { dictMethods } from './methods/dict.ts';
import { Namespace } from './namespace.ts';
import { omitPlaceholder } from './omit.ts';
import { Undefined } from './undefined.ts';

type Make = (rendering: Rendering) => Value;

const plain = (name: string, callback: PyFunction['callback']): Make => {
  const made = new PyFunction(name, callback);
  return () => made;
};

/** The functions of Jinja2's and Ansible's environments. */
const makers: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['range', plain('range', range)],
  ['dict', plain('dict', dict)],
  ['namespace', plain('namespace', (args, kwargs) => new Namespace(dict(args, kwargs) as Map<string, Value>))],
  ['cycler', plain('cycler', (args) => new Cycler(args))],
  ['joiner', plain('joiner', ([separator = ', ']) => new Joiner(text(separator)))],
  ['now', plain('now', now)],
  ['undef', plain('undef', (args, kwargs) => undef(args[0] ?? kwargs.get('hint') ?? null))],
  ['lipsum', plain('lipsum', lorem)],
  ['omit', () => omitPlaceholder],
  ['lookup', (rendering) => new PyFunction('lookup', (args, kwargs) => runLookup(rendering, args, kwargs, false))],
  ['query', query],
  ['q', query],
]);

function query(rendering: Rendering): Value {
  return new PyFunction('query', (args, kwargs) => runLookup(rendering, args, kwargs, true));
}

/** A global function; undefined where there is none. Variables of the same name go before it. */
export function globalValue(name: string, rendering: Rendering): Value | undefined {
  return makers.get(name)?.(rendering);
}

function range(args: readonly Value[]): Range {
  const numbers = args.map((arg) => {
    if (typeof arg === 'number' || typeof arg === 'boolean') return Number(arg);
    if (arg instanceof PyObject) text(arg);
    throw failure(`Cannot make a range: '${typeName(arg)}' object cannot be interpreted as an integer`);
  });
  const [first, second, step = 1] = numbers;
  if (first === undefined || numbers.length > 3) throw failure('Cannot make a range: it takes one to three arguments');
  if (step === 0) throw failure('Cannot make a range: range() arg 3 must not be zero');
  return second === undefined ? new Range(0, first, 1) : new Range(first, second, step);
}

function dict(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value {
  const made = new Map<Value, Value>();
  const [given] = args;
  if (given !== undefined && !(given instanceof Map)) toList(given);
  dictMethods['update']?.(made, args, kwargs);
  return made;
}

function undef(hint: Value): Undefined {
  const why = hint === null || hint === '' || !truthy(hint) ? 'Mandatory variable has not been overridden' : text(hint);
  return new Undefined('undef', why);
}
