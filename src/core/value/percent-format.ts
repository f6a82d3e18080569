import { Tuple } from './collections.ts';
import { failure } from './failure.ts';
import { type Directive, formatDirective } from './percent-directive.ts';
import { dictGet } from './sequence.ts';
import { repr, typeName } from './text.ts';
import type { Value } from './types.ts';
import { Range } from './views.ts';

const pattern = /%(?:\(([^)]*)\))?([#0\- +]*)(\*|\d+)?(\.(?:\*|\d+)?)?[hlL]?(.)?/gsu;

/** Python's `text % arguments`. @throws DroverError `TEMPLATE_FAILED` where Python raises */
export function percentFormat(template: string, given: Value): string {
  const source = new Arguments(given);
  const result = template.replace(pattern, (_whole, ...parts: (string | undefined)[]) => expanded(source, parts));
  source.end();
  return result;
}

function expanded(source: Arguments, [key, flags = '', width, precision, kind]: readonly (string | undefined)[]): string {
  if (kind === undefined) throw failure('Cannot format the text: incomplete format');
  if (kind === '%' && width === undefined && precision === undefined && flags === '') return '%';
  const columns = width === '*' ? Number(source.next()) : Number(width ?? 0);
  const digits = precision === '.*' ? Number(source.next()) : Number(precision?.slice(1) ?? 0);
  const directive: Directive = {
    flags: columns < 0 ? `${flags}-` : flags,
    width: Math.abs(columns),
    precision: precision === undefined ? undefined : digits,
    kind,
  };
  return formatDirective(directive, key === undefined ? source.next() : source.named(key));
}

function hasItems(value: Value): boolean {
  return Array.isArray(value) || value instanceof Map || value instanceof Range || typeName(value) === 'AnsibleUndefined';
}

/** What stands behind the `%`: a tuple's items in order, a dict's entries, or the one value. */
class Arguments {
  private readonly given: Value;
  private readonly items: readonly Value[];
  private at = 0;
  private usesNames = false;

  constructor(given: Value) {
    this.given = given;
    this.items = given instanceof Tuple ? given.items : [given];
  }

  next(): Value {
    const value = this.items[this.at++];
    if (value === undefined) throw failure('Cannot format the text: not enough arguments for format string');
    return value;
  }

  named(key: string): Value {
    this.usesNames = true;
    if (!(this.given instanceof Map)) throw failure('Cannot format the text: format requires a mapping');
    const value = dictGet(this.given, key);
    if (value === undefined) throw failure(`Cannot format the text: there is no key ${repr(key)}`);
    return value;
  }

  /** What has items (a dict, a list, a range, an undefined value) may be left over, anything else has to be used up. */
  end(): void {
    const usedUp = this.usesNames || this.at >= this.items.length;
    if (usedUp || (typeof this.given === 'object' && !(this.given instanceof Tuple) && hasItems(this.given))) return;
    throw failure('Cannot format the text: not all arguments converted during string formatting');
  }
}
