import type { Arg, ArgRules } from '../../core/args.ts';
import { lastPart } from '../../core/last-part.ts';
import type { AnyModule } from '../../core/module.ts';

/** One line a module: its name and what it does. */
export function moduleList(modules: readonly AnyModule[]): string {
  const width = Math.max(...modules.map(({ name }) => name.length));
  const lines = modules.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}\n`);
  return lines.sort().join('');
}

/** A module's documentation as its declaration has it. */
export function moduleDoc({ name, aliases = [], summary, args, rules, examples, freeForm }: AnyModule): string {
  const entries = Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));
  const taken = entries.filter(([, arg]) => arg.unsupported === undefined);
  const refused = entries.filter(([, arg]) => arg.unsupported !== undefined);
  return [
    `${name}\n\n  ${summary}\n  Also called: ${[lastPart(name), ...aliases].join(', ')}\n`,
    freeForm === undefined ? '' : `  What follows the name on its line is "${freeForm}".\n`,
    taken.length === 0 ? '' : `\nArguments\n\n${taken.map(([key, arg]) => argumentDoc(key, arg)).join('')}`,
    ruleDoc(rules).length === 0 ? '' : `\nRules\n\n${ruleDoc(rules)}`,
    refused.length === 0 ? '' : `\nNot supported\n\n${refused.map(([key, arg]) => `  ${key}: ${arg.unsupported}\n`).join('')}`,
    `\nExamples\n\n${examples.map(indented).join('\n')}`,
  ].join('');
}

function argumentDoc(name: string, arg: Arg<unknown>): string {
  const type = arg.elements === undefined ? arg.type : `${arg.type} of ${arg.elements}`;
  const facts = [
    type,
    arg.required ? 'required' : '',
    arg.choices === undefined ? '' : `one of ${arg.choices.join(', ')}`,
    arg.default === undefined ? '' : `default ${JSON.stringify(arg.default)}`,
    arg.aliases.length === 0 ? '' : `also ${arg.aliases.join(', ')}`,
    arg.secret ? 'never shown' : '',
  ];
  return `  ${name} (${facts.filter((fact) => fact !== '').join('; ')})\n      ${arg.doc}\n`;
}

/** What holds between arguments, a line each. */
function ruleDoc(rules: ArgRules = {}): string {
  const { mutuallyExclusive = [], requiredTogether = [], requiredOneOf = [], requiredIf = [], requiredBy = {} } = rules;
  const lines = [
    ...mutuallyExclusive.map((names) => `only one of ${names.join(', ')}`),
    ...requiredTogether.map((names) => `${names.join(', ')} go together`),
    ...requiredOneOf.map((names) => `one of ${names.join(', ')} is needed`),
    ...requiredIf.map(
      ([name, value, needs, one]) =>
        `with ${name}=${String(value)} ${one === true ? 'one of ' : ''}${needs.join(', ')} is needed`,
    ),
    ...Object.entries(requiredBy).map(([name, needs]) => `with ${name} ${needs.join(', ')} is needed`),
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

function indented(example: string): string {
  return example
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}\n`)
    .join('');
}
