import { DroverError } from '../core/errors.ts';
import { nodeValue, type YamlNode } from '../core/node.ts';
import { text, truthy } from '../core/value/text.ts';
import { type Dict, type Value, Verbatim } from '../core/value/types.ts';
import type { Play, Playbook } from '../language/ast.ts';

interface Prompt {
  readonly name: string;
  readonly given: Dict;
  readonly node: YamlNode;
}

/**
 * A run asks no one: each of the `vars_prompt` of a playbook is to be answered with `-e`, or to have a default, which
 * ansible-playbook takes too where there is no terminal.
 * @throws DroverError `UNSUPPORTED` for the first that has neither
 */
export function checkPrompts({ plays }: Playbook, extraVars: ReadonlyMap<string, Value>): void {
  for (const { name, given, node } of plays.flatMap(promptsOf)) {
    const hasDefault = (given.get('default') ?? null) !== null;
    if (extraVars.has(name) || (hasDefault && !given.has('encrypt'))) continue;
    const why = hasDefault ? 'its answer is to be hashed, and there is no one to ask' : 'there is no one to ask';
    throw new DroverError('UNSUPPORTED', `Cannot prompt for the variable "${name}": ${why}`, {
      span: node.span,
      hint: `answer it with -e ${name}=…`,
    });
  }
}

/** The defaults of a play's prompts, as its variables. */
export function promptedVars(play: Play): ReadonlyMap<string, Value> {
  const answers = promptsOf(play).map(({ name, given }): [string, Value] => {
    const answer = text(given.get('default') ?? '');
    return [name, truthy(given.get('unsafe') ?? false) ? new Verbatim(answer) : answer];
  });
  return new Map(answers);
}

function promptsOf({ varsPrompt }: Play): Prompt[] {
  return varsPrompt.flatMap((node) => {
    const given = nodeValue(node);
    const name = given instanceof Map ? given.get('name') : undefined;
    return given instanceof Map && name !== undefined ? [{ name: text(name), given, node }] : [];
  });
}
