import type { MappingNode, YamlNode } from '../core/node.ts';
import { nodeValue } from '../core/node.ts';
import type { Span } from '../core/span.ts';
import { text } from '../core/value/text.ts';
import { type Value, Verbatim } from '../core/value/types.ts';
import type { Located, Task } from './ast.ts';
import { emptyFields } from './parse-task.ts';

/** What a role's `argument_specs` say of one of its task files. */
export interface ArgumentSpec {
  /** `main` or the task file's name. */
  readonly entry: string;
  readonly shortDescription: string | undefined;
  readonly options: Value;
  readonly span: Span;
}

/** The specification of a task file in an `argument_specs` mapping; undefined where there is none. */
export function argumentSpec(specs: YamlNode | undefined, entry: string): ArgumentSpec | undefined {
  const spec = child(specs, entry);
  if (spec?.kind !== 'mapping') return undefined;
  const description = child(spec, 'short_description');
  const options = child(spec, 'options');
  return {
    entry,
    shortDescription: description === undefined ? undefined : text(nodeValue(description)),
    options: options === undefined ? new Map() : nodeValue(options),
    span: spec.span,
  };
}

function child(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return node?.kind === 'mapping' ? (node as MappingNode).entries.find(({ key }) => key.value === name)?.value : undefined;
}

/**
 * The task that Ansible puts before a role's own where the role specifies its arguments (ansible-core 2.18,
 * `Role._prepend_validation_task`).
 */
export function validationTask({ entry, shortDescription, options, span }: ArgumentSpec, roleName: string): Task {
  const located = (value: Value): Located => ({ value, span });
  const title = `Validating arguments against arg spec '${entry}'`;
  return {
    kind: 'task',
    ...emptyFields(),
    name: located(shortDescription === undefined ? title : `${title} - ${shortDescription}`),
    action: {
      name: 'ansible.builtin.validate_argument_spec',
      span,
      args: new Map([
        ['argument_spec', located(new Verbatim(options))],
        [
          'validate_args_context',
          located(
            new Map<Value, Value>([
              ['type', 'role'],
              ['name', roleName],
              ['argument_spec_name', entry],
              ['path', '{{ role_path }}'],
            ]),
          ),
        ],
      ]),
      entries: [],
    },
    keywords: { tags: [located('always')] },
    span,
  };
}
