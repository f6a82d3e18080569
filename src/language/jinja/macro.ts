import { Tuple } from '../../core/value/collections.ts';
import { failure } from '../../core/value/failure.ts';
import { PyObject, type Value } from '../../core/value/types.ts';
import { concat } from './concat.ts';
import type { Evaluate, Execute, Frame, Output } from './frame.ts';
import { Undefined } from './undefined.ts';

export interface MacroBody {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly fallback: Evaluate | undefined }[];
  readonly body: Execute;
  /** Which of `varargs`, `kwargs` and `caller` the body uses. */
  readonly uses: ReadonlySet<string>;
}

/** What a call costs, in turns of a loop. */
const turnsOfCall = 10;

/** A macro as a value; it sees the scope in which it was defined. */
export class Macro extends PyObject {
  readonly typeName = 'Macro';
  private readonly macro: MacroBody;
  private readonly frame: Frame;

  constructor(macro: MacroBody, frame: Frame) {
    super();
    this.macro = macro;
    this.frame = frame;
  }

  override call(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value {
    const { context, root } = this.frame;
    context.rendering.turn(turnsOfCall);
    const frame: Frame = {
      context,
      root: { ...root, extended: undefined },
      vars: new Map(),
      parent: this.frame,
      unset: undefined,
    };
    this.bind(frame, args, kwargs);
    const output: Output = [];
    this.macro.body(frame, output);
    return concat(output, context.rendering);
  }

  private bind(frame: Frame, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): void {
    const { parameters, uses, name } = this.macro;
    const rest = new Map(kwargs);
    parameters.forEach((parameter, i) => {
      const given = i < args.length ? args[i] : rest.get(parameter.name);
      if (i >= args.length) rest.delete(parameter.name);
      if (given !== undefined) frame.vars.set(parameter.name, given);
    });
    this.bindCaller(frame, rest);
    if (uses.has('kwargs')) frame.vars.set('kwargs', new Map(rest));
    else this.refuse(rest);
    if (uses.has('varargs')) frame.vars.set('varargs', new Tuple(args.slice(parameters.length)));
    else if (args.length > parameters.length) {
      throw failure(`Cannot call macro '${name}': it takes not more than ${parameters.length} argument(s)`);
    }
    this.bindDefaults(frame);
  }

  private bindCaller(frame: Frame, rest: Map<string, Value>): void {
    const { uses, parameters } = this.macro;
    if (!uses.has('caller') || parameters.some((parameter) => parameter.name === 'caller')) return;
    const given = rest.get('caller');
    frame.vars.set('caller', given === undefined ? new Undefined('caller', 'No caller defined') : given);
    rest.delete('caller');
  }

  private refuse(rest: ReadonlyMap<string, Value>): void {
    const [unknown] = rest.keys();
    if (unknown === undefined) return;
    const why =
      unknown === 'caller' ? 'it was called with caller although it has none' : `it takes no keyword argument '${unknown}'`;
    throw failure(`Cannot call macro '${this.macro.name}': ${why}`);
  }

  private bindDefaults(frame: Frame): void {
    for (const { name, fallback } of this.macro.parameters) {
      if (frame.vars.has(name)) continue;
      const value = fallback === undefined ? new Undefined(name, `parameter '${name}' was not provided`) : fallback(frame);
      frame.vars.set(name, value);
    }
  }

  override attribute(name: string): Value | undefined {
    const { macro } = this;
    if (name === 'name') return macro.name;
    if (name === 'arguments') return new Tuple(macro.parameters.map((parameter) => parameter.name));
    if (name === 'catch_kwargs') return macro.uses.has('kwargs');
    if (name === 'catch_varargs') return macro.uses.has('varargs');
    return name === 'caller' ? macro.uses.has('caller') : undefined;
  }

  repr(): string {
    return `<Macro '${this.macro.name}'>`;
  }
}
