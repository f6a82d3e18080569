import type { Report } from '../../core/diagnostic.ts';
import type { MappingNode, YamlNode } from '../../core/node.ts';
import { text } from '../../core/value/text.ts';
import { sharedKeywordNames } from '../../language/keywords.ts';
import { playKeywordNames } from '../../language/parse-play.ts';
import { taskKeywordNames } from '../../language/parse-task.ts';
import { nodeFindings, type TemplateCheck } from '../check-templates.ts';

/** Functions of templates, which a variable of the same name hides. */
const functions = ['cycler', 'dict', 'joiner', 'lipsum', 'lookup', 'namespace', 'now', 'q', 'query', 'range', 'undef'];
const reserved = new Set([
  ...sharedKeywordNames(),
  ...playKeywordNames(),
  ...taskKeywordNames(),
  ...functions,
  ...['block', 'rescue', 'always', 'with_'],
]);
// Every host has this one as a fact's name, and Ansible says nothing of it.
reserved.delete('gather_subset');
reserved.delete('vars');
reserved.delete('user');

/** Reads the variables of a file: names that Ansible warns of, and templates that fail as soon as someone reads them. */
export function checkVariables(node: YamlNode, { report, extensions }: TemplateCheck): void {
  if (node.kind !== 'mapping') return;
  checkNames(node, report);
  nodeFindings(node, { report: (finding) => report({ ...finding, severity: 'warning' }), extensions });
}

/** The `vars` of plays, blocks and tasks, however deep in a file of them. */
export function checkInnerVariables(node: YamlNode, report: Report): void {
  if (node.kind === 'sequence') for (const item of node.items) checkInnerVariables(item, report);
  if (node.kind !== 'mapping') return;
  for (const { key, value } of node.entries) {
    const name = text(key.value);
    if (name === 'vars' && value.kind === 'mapping') checkNames(value, report);
    else if (statements.has(name)) checkInnerVariables(value, report);
  }
}

const statements = new Set(['tasks', 'pre_tasks', 'post_tasks', 'handlers', 'roles', 'block', 'rescue', 'always']);

function checkNames({ entries }: MappingNode, report: Report): void {
  for (const { key } of entries) {
    const name = text(key.value);
    if (!reserved.has(name)) continue;
    const what = functions.includes(name) ? 'a function of templates' : 'a keyword';
    const message = `The variable "${name}" has the name of ${what}`;
    report({ severity: 'warning', code: 'VARIABLE_RESERVED', message, span: key.span, hint: 'give it another name' });
  }
}
