import fc from 'fast-check';
import { describe, it } from 'vitest';
import { Bytes, PySet, Tuple } from '../../../src/core/value/collections.ts';
import { Float, type Value } from '../../../src/core/value/types.ts';
import { parseKeyValues } from '../../../src/language/key-value.ts';
import { load } from '../../../src/language/load.ts';
import { checkHostile, objectNames, propertyTime, textOf } from '../../support/properties.ts';
import { opened } from '../inventory/support.ts';
import { registry, templarOf } from './jinja/templar-of.ts';

const ignore = () => undefined;

const yaml = textOf(
  ...[
    '- ',
    ': ',
    ':',
    '\n',
    '\n  ',
    '\n    ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&a ',
    '*a',
    '<<: *a',
    '|',
    '>',
    '|-',
    '#',
    '---',
    '...',
  ],
  ...[
    '!vault ',
    '!unsafe ',
    '!!set ',
    '!!omap ',
    '!!binary ',
    '%YAML 1.1',
    '"',
    "'",
    '\t',
    '\\',
    '0x1f',
    '1e3',
    '22:22',
    'yes',
    '~',
    'a',
    'é',
  ],
);
const template = textOf(
  ...[
    '{{ ',
    ' }}',
    '{% ',
    ' %}',
    '{# ',
    ' #}',
    'if ',
    'for ',
    ' in ',
    'endif',
    'endfor',
    'set ',
    'macro ',
    'endmacro',
    'else',
    'a',
    'b',
    ' | ',
  ],
  ...[
    ' is ',
    'not ',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '=',
    ' == ',
    ' ~ ',
    ' + ',
    ' * ',
    "'",
    '"',
    '\\',
    '.',
    '1',
    '1.5',
    '-',
    '\n',
    'loop',
  ],
);
const ini = textOf(
  ...[
    '[',
    ']',
    '[web]\n',
    '[web:children]\n',
    '[web:vars]\n',
    ':vars]',
    '\n',
    ' ',
    '=',
    "'",
    '"',
    '#',
    ';',
    'web',
    'h[1:3]',
    'h[a:c]',
    ':22',
  ],
  ...['x=1', '{', '}', '(', ')', ',', '!', '&', '~', '*', 'True', '\\', '\t', '::1', '10.0.0.[1:4]'],
);
const pairs = textOf('a=', 'b=', ' ', '"', "'", '\\', '{{ ', ' }}', '{% ', ' %}', 'x', '=', '\n', '\\n', '#');

const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.string({ maxLength: 8 }),
    fc.constantFrom<Value>('', 'a,b', '1', '2024-01-02', '10.0.0.1/8', '{{ a }}', '(a', '%s %d', ...objectNames),
    fc.integer({ min: -20, max: 20 }),
    fc.constantFrom<Value>(null, true, false, new Float(1.5), new Float(Number.NaN), 2n ** 70n, new Bytes(new Uint8Array([255]))),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => new Tuple(items)),
    fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }).map((items) => new PySet([...new Set(items)])),
    fc
      .array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom(...objectNames)), tie('value')), { maxLength: 3 })
      .map((entries) => new Map<Value, Value>(entries)),
  ),
}));

/** What looks at the machine, the clock or the network is no matter of values. */
const outside =
  /pause|password|vault|hash|uuid|random|shuffle|strftime|b64|^ansible\.builtin\.|^community|^ansible\.(?:utils|netcommon)|now/;
const filters = registry.filters.names().filter((name) => !outside.test(name));
const tests = registry.tests.names().filter((name) => !outside.test(name));
const methods = [
  ...[
    'upper',
    'split',
    'rsplit',
    'splitlines',
    'join',
    'replace',
    'find',
    'index',
    'count',
    'strip',
    'format',
    'center',
    'zfill',
    'encode',
  ],
  ...[
    'partition',
    'startswith',
    'translate',
    'expandtabs',
    'items',
    'keys',
    'values',
    'get',
    'pop',
    'update',
    'append',
    'insert',
    'sort',
    'extend',
  ],
  ...['isdigit', 'title', 'union', 'real', 'bit_length', ...objectNames],
];
const operators = ['+', '-', '*', '/', '//', '%', '**', '~', '==', '<', '>=', 'in', 'not in', 'and', 'or', 'is sameas', '.', '|'];

const values = fc.tuple(anyValue, anyValue, anyValue);
/** An expression over the variables a, b and c. */
const expression = fc.oneof(
  fc
    .tuple(fc.constantFrom(...filters), fc.constantFrom('', '(b)', '(b, c)', '(b, c, a)'))
    .map(([name, args]) => `a | ${name}${args}`),
  fc.tuple(fc.constantFrom(...tests), fc.constantFrom('', '(b)', '(b, c)')).map(([name, args]) => `a is ${name}${args}`),
  fc.tuple(fc.constantFrom(...methods), fc.constantFrom('', '()', '(b)', '(b, c)')).map(([name, args]) => `a.${name}${args}`),
  fc.constantFrom(...operators).map((operator) => `a ${operator} b`),
  fc.constantFrom(
    'a[b]',
    'a[b:c]',
    'a[::b]',
    '-a',
    'not a',
    'a[b].c',
    '[a, b, c]',
    '{a: b}',
    'a if b else c',
    'range(a, b)',
    'dict(a, **b)',
  ),
);

describe('hostile input', () => {
  it('of YAML ends in a value or in errors with a place', { timeout: propertyTime }, () => {
    checkHostile(yaml, (text) => void load(text, 'x.yml', ignore));
  });

  it('of templates ends in a value or in an error', { timeout: propertyTime }, () => {
    checkHostile(template, (text) => void templarOf({ a: [1], b: 'x' }).template(text));
  });

  it('of expressions over any values ends in a value or in an error', { timeout: propertyTime }, () => {
    checkHostile(fc.tuple(expression, values), ([source, [a, b, c]]) => {
      templarOf({ a, b, c }).template(`{{ ${source} }}`);
    });
  });

  it('of INI inventories ends in an inventory or in errors', { timeout: propertyTime }, () => {
    checkHostile(ini, (text) => {
      try {
        const inventory = opened({ hosts: text });
        for (const host of inventory.hosts.values()) inventory.variables(host);
      } catch (error) {
        // The helper throws the messages of what was reported.
        if (!(error instanceof Error) || error.constructor !== Error) throw error;
      }
    });
  });

  it('of patterns of hosts ends in hosts or in an error', { timeout: propertyTime }, () => {
    const inventory = opened({ hosts: '[web]\nweb[1:20]\n[db]\ndb1\n' });
    checkHostile(ini, (text) => void inventory.match(text));
  });

  it('of k=v arguments ends in arguments or in an error', { timeout: propertyTime }, () => {
    checkHostile(fc.tuple(pairs, fc.boolean()), ([text, free]) => void parseKeyValues(text, free));
  });
});
