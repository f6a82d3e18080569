import { text } from '../../../../../core/value/text.ts';
import type { Value } from '../../../../../core/value/types.ts';
import { failure } from '../../../python/failure.ts';
import { type Argument, callFunction } from './functions.ts';
import { type Token, tokenize } from './lexer.ts';
import {
  comparison,
  field,
  filterProjection,
  flatten,
  holds,
  identity,
  index,
  projection,
  type Search,
  slice,
  valueProjection,
} from './search.ts';

/** How strongly a token binds what stands before it. */
const powers: Readonly<Record<string, number>> = {
  '|': 1,
  '||': 2,
  '&&': 3,
  '==': 5,
  '!=': 5,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '[]': 9,
  '*': 20,
  '[?': 21,
  '.': 40,
  '!': 45,
  '{': 50,
  '[': 55,
  '(': 60,
};
/** Tokens that bind less than this end a projection. */
const projectionStop = 10;

/** Compiles a JMESPath expression. @throws DroverError `TEMPLATE_FAILED` for a malformed one */
export function compileQuery(source: string): Search {
  const parser = new QueryParser(source);
  const search = parser.expression(0);
  parser.take('end');
  return search;
}

class QueryParser {
  private readonly source: string;
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokenize(source);
  }

  private type(ahead = 0): string {
    return this.tokens[this.at + ahead]?.type ?? 'end';
  }

  take(type: string): Value {
    const token = this.tokens[this.at];
    if (token === undefined || token.type !== type) throw this.bad();
    this.at++;
    return token.value;
  }

  private bad(): Error {
    return failure(`query with "${this.source}"`, `the token at position ${this.tokens[this.at]?.at ?? 0} is not expected`);
  }

  expression(power: number): Search {
    let left = this.prefix();
    while (power < (powers[this.type()] ?? 0)) left = this.infix(left);
    return left;
  }

  private prefix(): Search {
    const type = this.type();
    if (type === 'name' || type === 'quoted') return this.name(type);
    if (type === '[') return this.bracket(identity, true);
    if (type === '[?' || type === '[]') return this.infix(identity);
    if (type === 'literal') {
      const value = this.take(type);
      return () => value;
    }
    return this.prefixSign(type);
  }

  private prefixSign(type: string): Search {
    this.take(type);
    if (type === '@') return identity;
    if (type === '*') return valueProjection(identity, this.projected(20));
    if (type === '{') return this.hash();
    if (type === '!') {
      const inner = this.expression(45);
      return (value) => !holds(inner(value));
    }
    if (type !== '(') throw this.bad();
    const inner = this.expression(0);
    this.take(')');
    return inner;
  }

  private name(type: string): Search {
    const name = text(this.take(type));
    if (this.type() !== '(') return field(name);
    this.take('(');
    const args: Argument[] = [];
    while (this.type() !== ')') {
      const isReference = this.type() === '&';
      if (isReference) this.take('&');
      args.push({ search: this.expression(0), isReference });
      if (this.type() !== ')') this.take(',');
    }
    this.take(')');
    return (value) => callFunction(name, args, value);
  }

  private infix(left: Search): Search {
    const type = this.type();
    if (type === '[') return this.bracket(left, false);
    this.take(type);
    if (type === '.') return this.dotted(left);
    if (type === '[]') return projection(flatten(left), this.projected(9));
    if (type === '[?') {
      const condition = this.expression(0);
      this.take(']');
      return filterProjection(left, this.type() === '[]' ? identity : this.projected(21), condition);
    }
    if ('!{*('.includes(type)) throw this.bad();
    const right = this.expression(powers[type] ?? 0);
    if (type === '|') return (value) => right(left(value));
    if (type === '||') return (value) => (holds(left(value)) ? left(value) : right(value));
    if (type === '&&') return (value) => (holds(left(value)) ? right(value) : left(value));
    return comparison(type, left, right);
  }

  private dotted(left: Search): Search {
    if (this.type() === '*') {
      this.take('*');
      return valueProjection(left, this.projected(40));
    }
    const right = this.member(40);
    return (value) => right(left(value));
  }

  /** What may follow a dot. */
  private member(power: number): Search {
    const type = this.type();
    if (type === 'name' || type === 'quoted' || type === '*') return this.expression(power);
    this.take(type);
    if (type === '[') return this.list();
    if (type === '{') return this.hash();
    throw this.bad();
  }

  /** The rest of a projection, applied to each of its items. */
  private projected(power: number): Search {
    const type = this.type();
    if ((powers[type] ?? 0) < projectionStop) return identity;
    if (type === '.') {
      this.take('.');
      return this.member(power);
    }
    if (type !== '[' && type !== '[?') throw this.bad();
    return this.continued(power);
  }

  private continued(power: number): Search {
    let left = this.type() === '[' ? this.bracket(identity, true) : this.infix(identity);
    while (power < (powers[this.type()] ?? 0)) left = this.infix(left);
    return left;
  }

  /** A list of expressions stands at the beginning only: behind a name it needs a dot. */
  private bracket(left: Search, startsExpression: boolean): Search {
    this.take('[');
    const type = this.type();
    if (type === 'number' || type === ':') return this.position(left);
    if (type === '*' && this.type(1) === ']') {
      this.at += 2;
      return projection(left, this.projected(20));
    }
    if (!startsExpression) throw this.bad();
    const list = this.list();
    return (value) => list(left(value));
  }

  private position(left: Search): Search {
    const parts: (number | undefined)[] = [undefined];
    while (this.type() !== ']') {
      if (this.type() === ':') {
        this.take(':');
        parts.push(undefined);
      } else parts[parts.length - 1] = Number(this.take('number'));
    }
    this.take(']');
    if (parts.length > 3 || parts[2] === 0)
      throw failure(`query with "${this.source}"`, 'a slice has at most three parts, and no step of 0');
    const [first = 0] = parts;
    if (parts.length === 1) return (value) => index(first)(left(value));
    const cut = slice(parts);
    return projection((value) => cut(left(value)), this.projected(20));
  }

  private list(): Search {
    const items: Search[] = [];
    do {
      items.push(this.expression(0));
      if (this.type() !== ']') this.take(',');
    } while (this.type() !== ']');
    this.take(']');
    return (value) => (value === null ? null : items.map((item) => item(value)));
  }

  private hash(): Search {
    const entries: (readonly [string, Search])[] = [];
    do {
      const name = text(this.take(this.type() === 'quoted' ? 'quoted' : 'name'));
      this.take(':');
      entries.push([name, this.expression(0)]);
      if (this.type() !== '}') this.take(',');
    } while (this.type() !== '}');
    this.take('}');
    return (value) => (value === null ? null : new Map(entries.map(([name, search]) => [name, search(value)])));
  }
}
