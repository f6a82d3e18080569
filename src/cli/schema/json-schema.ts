/** A JSON Schema, draft 7: what the language servers of editors read. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** A text with a template in it, which may become anything. */
export const template: JsonSchema = { type: 'string', pattern: '\\{[{%]' };

const words = '^(?:[Yy](?:es)?|[Nn]o?|[Oo](?:n|ff)|[Tt](?:rue)?|[Ff](?:alse)?|[01]|YES|NO|ON|OFF|TRUE|FALSE)$';

export const flag: JsonSchema = { anyOf: [{ type: 'boolean' }, { enum: [0, 1] }, { type: 'string', pattern: words }, template] };
export const whole: JsonSchema = { anyOf: [{ type: 'integer' }, { type: 'string', pattern: '^\\s*[+-]?[0-9]' }, template] };
export const decimal: JsonSchema = { anyOf: [{ type: 'number' }, { type: 'string', pattern: '^\\s*[+-]?[0-9.]' }, template] };
export const text: JsonSchema = { type: ['string', 'number', 'boolean'] };
export const mapping: JsonSchema = { anyOf: [{ type: 'object' }, template] };
export const anything: JsonSchema = {};

/** A list of such values, or one of them in its place. */
export function oneOrMore(item: JsonSchema): JsonSchema {
  return { anyOf: [item, { type: 'array', items: item }, { type: 'null' }] };
}

/** The same with something to read beside it. */
export function described(schema: JsonSchema, description: string): JsonSchema {
  return typeof schema === 'boolean' ? schema : { description, ...schema };
}
