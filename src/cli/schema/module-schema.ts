import type { Arg, ArgType } from '../../core/args.ts';
import type { AnyModule } from '../../core/module.ts';
import { anything, decimal, described, flag, type JsonSchema, template, text, whole } from './json-schema.ts';

/** What may stand behind a module's name, from the declaration of its arguments. */
export function moduleSchema({ summary, args, freeForm }: AnyModule): JsonSchema {
  const entries = Object.entries(args);
  const takesRest = entries.some(([, { type }]) => type === 'rest');
  const properties = Object.fromEntries(
    entries.flatMap(([name, arg]) => [name, ...arg.aliases].map((each) => [each, argumentSchema(arg)])),
  );
  const line = freeForm === undefined ? 'arguments as k=v' : `${freeForm}, or arguments as k=v`;
  const object = { type: 'object', properties, additionalProperties: takesRest };
  return described({ anyOf: [object, described({ type: 'string' }, line), { type: 'null' }] }, summary);
}

/** The values that the argument takes. Whether it is there at all is left open: `args` and `module_defaults` may give it. */
function argumentSchema(arg: Arg<unknown>): JsonSchema {
  if (arg.unsupported !== undefined) return described({ enum: [null, ''] }, `Not supported: ${arg.unsupported}`);
  const facts = [arg.required ? 'required' : '', arg.default === undefined ? '' : `default ${JSON.stringify(arg.default)}`];
  const note = facts.filter((fact) => fact !== '').join(', ');
  return described({ anyOf: [valueSchema(arg), { type: 'null' }] }, note === '' ? arg.doc : `${arg.doc} (${note})`);
}

function valueSchema({ type, elements, choices }: Arg<unknown>): JsonSchema {
  const list = type === 'list';
  const one = choices === undefined ? ofType(list ? (elements ?? 'raw') : type) : choice(choices);
  return list ? { anyOf: [{ type: 'array', items: one }, text] } : one;
}

/** YAML reads `yes` and `off` as booleans; they count as the word. */
function choice(choices: readonly string[]): JsonSchema {
  const numbers = choices.filter((word) => /^\d+$/.test(word)).map(Number);
  const isWord = choices.some((word) => /^(?:y|yes|n|no|on|off|true|false)$/i.test(word));
  return { anyOf: [{ enum: [...choices, ...numbers] }, template, ...(isWord ? [{ type: 'boolean' }] : [])] };
}

const types: Readonly<Record<ArgType, JsonSchema>> = {
  str: anything,
  path: text,
  int: whole,
  float: decimal,
  bool: flag,
  list: { type: ['array', 'string', 'number', 'boolean'] },
  dict: { type: ['object', 'string'] },
  raw: anything,
  json: anything,
  jsonarg: anything,
  bytes: text,
  bits: text,
  rest: anything,
};

function ofType(type: ArgType): JsonSchema {
  return types[type];
}
