import { failure } from '../../../core/value/failure.ts';
import { asciiRepr } from '../../../core/value/percent-directive.ts';
import { subscript } from '../../../core/value/sequence.ts';
import { repr, text, typeName } from '../../../core/value/text.ts';
import { PyObject, type Value } from '../../../core/value/types.ts';
import { isUndefined } from '../undefined.ts';
import { formatValue } from './format-spec.ts';
import { numberProperty } from './number.ts';

interface Source {
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
  /** The next automatic position. */
  next: number;
  /** Whether the fields give positions; undefined until the first one that could. */
  numbered: boolean | undefined;
  /** What becomes of the text of a field. */
  readonly finish: (text: string, value: Value) => string;
}

/** Python's `str.format`; `finish` makes of a field's text what stands for it. @throws DroverError `TEMPLATE_FAILED` where Python raises */
export function formatText(
  template: string,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
  finish: Source['finish'] = (text) => text,
): string {
  return expand(template, { args, kwargs, next: 0, numbered: undefined, finish }, 2);
}

function expand(template: string, source: Source, depth: number): string {
  if (depth === 0) throw failure('Cannot format the text: max string recursion exceeded');
  let out = '';
  for (let i = 0; i < template.length; i++) {
    const character = template.charAt(i);
    if (character !== '{' && character !== '}') out += character;
    else if (template[i + 1] === character) {
      out += character;
      i++;
    } else if (character === '}') throw failure("Cannot format the text: single '}' encountered in format string");
    else {
      const end = fieldEnd(template, i);
      out += field(template.slice(i + 1, end), source, depth);
      i = end;
    }
  }
  return out;
}

function fieldEnd(template: string, start: number): number {
  let depth = 0;
  for (let i = start; i < template.length; i++) {
    if (template[i] === '{') depth++;
    else if (template[i] === '}' && --depth === 0) return i;
  }
  throw failure("Cannot format the text: expected '}' before end of string");
}

function field(body: string, source: Source, depth: number): string {
  const parts = /^((?:[^!:[]|\[[^\]]*\])*)(?:!(.))?(?::([\s\S]*))?$/.exec(body);
  if (parts === null) throw failure('Cannot format the text: the replacement field is not valid');
  const [, name = '', conversion, spec = ''] = parts;
  let value = fieldValue(name, source);
  if (isUndefined(value)) throw value.error();
  if (conversion === 's') value = text(value);
  else if (conversion === 'r') value = repr(value);
  else if (conversion === 'a') value = asciiRepr(value);
  else if (conversion !== undefined) throw failure(`Cannot format the text: unknown conversion specifier ${conversion}`);
  return source.finish(formatValue(value, spec.includes('{') ? expand(spec, source, depth - 1) : spec), value);
}

function fieldValue(name: string, source: Source): Value {
  const first = /^[^.[]*/.exec(name)?.[0] ?? '';
  let value = argumentOf(first, source);
  for (const [, attribute, index] of name.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]*)\]/g)) {
    const key: Value = index !== undefined && /^\d+$/.test(index) ? Number(index) : (index ?? '');
    value = attribute === undefined ? item(value, key) : member(value, attribute);
  }
  return value;
}

function item(value: Value, key: Value): Value {
  const found = subscript(value, key);
  if (found === undefined) throw failure(`Cannot format the text: there is no item ${repr(key)}`);
  return found;
}

function member(value: Value, name: string): Value {
  const found = (value instanceof PyObject ? value.attribute(name) : undefined) ?? numberProperty(value, name);
  if (found === undefined) throw failure(`Cannot format the text: '${typeName(value)}' object has no attribute '${name}'`);
  return found;
}

/** A field without a number takes the next argument; a template has either numbers or none. */
function positionOf(name: string, source: Source): number | undefined {
  const isNumbered = /^\d+$/.test(name);
  if (name !== '' && !isNumbered) return undefined;
  source.numbered ??= isNumbered;
  if (source.numbered !== isNumbered) {
    const [from, to] = isNumbered
      ? ['automatic field numbering', 'manual field specification']
      : ['manual field specification', 'automatic field numbering'];
    throw failure(`Cannot format the text: cannot switch from ${from} to ${to}`);
  }
  return isNumbered ? Number(name) : source.next++;
}

function argumentOf(name: string, source: Source): Value {
  const position = positionOf(name, source);
  const value = position === undefined ? source.kwargs.get(name) : source.args[position];
  if (value !== undefined) return value;
  throw failure(
    position === undefined
      ? `Cannot format the text: there is no argument '${name}'`
      : `Cannot format the text: replacement index ${position} out of range for positional args tuple`,
  );
}
