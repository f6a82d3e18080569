import { lastPart } from '../../core/last-part.ts';
import type { AnyModule } from '../../core/module.ts';
import { acceptedArguments } from '../../engine/check-directive.ts';
import { directives } from '../../language/directives.ts';
import { anything, type JsonSchema, template, text } from './json-schema.ts';
import { blockKeywords, playKeywords, sharedKeywords, taskKeywords } from './keyword-schemas.ts';
import { moduleSchema } from './module-schema.ts';

/** Which files a schema is for: playbooks, or the task and handler files of roles. */
export const schemaKinds = ['playbook', 'tasks'] as const;
export type SchemaKind = (typeof schemaKinds)[number];

/** The JSON Schema of playbooks or task files, from the declarations of the modules and the keywords of the language. */
export function treeSchema(kind: SchemaKind, modules: readonly AnyModule[]): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: kind === 'playbook' ? 'Drover: a playbook' : 'Drover: tasks',
    $ref: `#/definitions/${kind}`,
    definitions: {
      playbook: { type: 'array', items: { anyOf: [{ $ref: '#/definitions/play' }, { $ref: '#/definitions/import' }] } },
      play: {
        type: 'object',
        properties: { ...sharedKeywords, ...playKeywords },
        additionalProperties: false,
        required: ['hosts'],
      },
      import: importSchema(),
      role: { anyOf: [{ type: 'string' }, { type: 'object', properties: { ...sharedKeywords, role: text, name: text } }] },
      tasks: { type: ['array', 'null'], items: { $ref: '#/definitions/statement' } },
      statement: {
        if: { type: 'object', required: ['block'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { type: 'object', properties: { ...sharedKeywords, ...blockKeywords }, additionalProperties: false },
        else: taskSchema(modules),
      },
    },
  };
}

function importSchema(): JsonSchema {
  const names = ['import_playbook', 'ansible.builtin.import_playbook'];
  const properties = { ...sharedKeywords, name: text, ...Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
  return { type: 'object', properties, additionalProperties: false, anyOf: names.map((name) => ({ required: [name] })) };
}

function taskSchema(modules: readonly AnyModule[]): JsonSchema {
  const actions = { ...Object.fromEntries(modules.flatMap(namesOf)), ...Object.fromEntries(directives.flatMap(directiveNames)) };
  return {
    type: 'object',
    properties: { ...actions, ...taskKeywords, ...sharedKeywords },
    // Loops by lookup, and modules of collections that may stand behind a "when".
    patternProperties: { '^with_[a-z0-9_.]+$': anything, '^[a-z0-9_]+\\.[a-z0-9_]+\\.[a-z0-9_.]+$': anything },
    additionalProperties: false,
  };
}

function namesOf(module: AnyModule): [string, JsonSchema][] {
  const schema = moduleSchema(module);
  const short = lastPart(module.name);
  const legacy = module.name.startsWith('ansible.builtin.') ? [`ansible.legacy.${short}`] : [];
  return [...new Set([short, module.name, ...legacy, ...(module.aliases ?? [])])].map((name) => [name, schema]);
}

function directiveNames(directive: (typeof directives)[number]): [string, JsonSchema][] {
  const names = acceptedArguments[directive];
  const properties = Object.fromEntries((names ?? []).map((name) => [name, anything]));
  const object = names === undefined ? { type: 'object' } : { type: 'object', properties, additionalProperties: false };
  const schema: JsonSchema = { anyOf: [object, { type: ['string', 'null'] }, template] };
  return [directive, `ansible.builtin.${directive}`, `ansible.legacy.${directive}`].map((name) => [name, schema]);
}
