import type { Diagnostic, Report } from '../core/diagnostic.ts';
import type { MappingEntry, ScalarNode, YamlNode } from '../core/node.ts';
import type { Span } from '../core/span.ts';
import type { Value } from '../core/value/types.ts';
import { isForeseen } from '../engine/foreseen.ts';
import type { Located, Playbook, StoredVariables } from '../language/ast.ts';
import { checkCondition, checkTemplate, type TemplateFinding } from '../language/jinja/check-template.ts';
import { plugins } from './plugins.ts';
import { type PlacedTask, tasksOf } from './tasks-of.ts';

/** Where findings go, and which of Jinja2's statements are on. */
export interface TemplateCheck {
  readonly report: Report;
  readonly extensions: ReadonlySet<string>;
}

/**
 * Reads every template of a playbook's tasks without evaluating it: syntax errors, and filters, tests and lookups that
 * do not exist. Where a failure is foreseen they are warnings; a task's own `when` foresees none of its conditions.
 */
export function checkTemplates(playbook: Playbook, check: TemplateCheck): void {
  for (const placed of tasksOf(playbook)) checkTask(placed, check);
}

/** The same for one task. */
export function checkTask({ task, foreseen }: PlacedTask, check: TemplateCheck): void {
  const { report } = check;
  const { action, keywords, loop, loopControl } = task;
  const around =
    foreseen || isForeseen(keywords.ignoreErrors === undefined ? {} : { ignoreErrors: keywords.ignoreErrors }, false);
  const conditions = [keywords.when, task.until, task.changedWhen, task.failedWhen, loopControl.breakWhen];
  for (const { value, span } of conditions.flatMap((each) => each ?? []))
    conditionFindings(value, span, softenedIf(around, report));
  const softened = { ...check, report: softenedIf(isForeseen(keywords, around), report) };
  for (const entry of action.entries) entryFindings(entry, softened);
  for (const located of [action.freeForm, action.argsTemplate, loop?.items, ...(keywords.environment ?? [])]) {
    if (located !== undefined) locatedFindings(located, softened);
  }
  variableFindings(keywords.vars, task.span, softened);
}

function softenedIf(foreseen: boolean, report: Report): Report {
  return foreseen ? (finding: Diagnostic) => report({ ...finding, severity: 'warning' }) : report;
}

function conditionFindings(value: Value, span: Span, report: Report): void {
  if (typeof value === 'string') tell(checkCondition(value, plugins), span, 0, report);
}

function locatedFindings({ value, span }: Located, { report, extensions }: TemplateCheck): void {
  for (const text of textsOf(value)) tell(checkTemplate(text, plugins, { extensions }), span, undefined, report);
}

function variableFindings(variables: StoredVariables | undefined, span: Span, check: TemplateCheck): void {
  for (const value of variables?.values() ?? []) locatedFindings({ value, span }, check);
}

function entryFindings({ value }: MappingEntry, check: TemplateCheck): void {
  nodeFindings(value, check);
}

/** The same for every text in a node. */
export function nodeFindings(node: YamlNode, check: TemplateCheck): void {
  const { report, extensions } = check;
  if (node.kind === 'sequence') for (const item of node.items) nodeFindings(item, check);
  else if (node.kind === 'mapping') for (const entry of node.entries) entryFindings(entry, check);
  else if (typeof node.value === 'string')
    tell(checkTemplate(node.value, plugins, { extensions }), node.span, offsetIn(node), report);
}

/** Characters between the place of a scalar and its text; undefined where the text is not as it was written. */
function offsetIn({ value, source, plain }: ScalarNode): number | undefined {
  return value === source ? Number(!plain) : undefined;
}

/** @param offset undefined for a text of which only the beginning has a known place */
function tell(findings: readonly TemplateFinding[], span: Span, offset: number | undefined, report: Report): void {
  for (const { code, message, hint, line, column, length } of findings) {
    const isExact = offset !== undefined && line === 1;
    const place = isExact ? { ...span, column: span.column + offset + column - 1, length } : span;
    report({ severity: 'error', code, message, hint, span: place });
  }
}

function textsOf(value: Value): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return value instanceof Map ? [...value.values()].flatMap(textsOf) : [];
}
