import { parseCondition, parseTemplate } from './parser.ts';
import { ansibleSyntax, type Syntax } from './syntax.ts';

const templates = new Map<string, ReturnType<typeof parseTemplate>>();
const conditions = new Map<string, ReturnType<typeof parseCondition>>();
const noExtensions: ReadonlySet<string> = new Set();

/** `parseTemplate`, each text of the usual syntax once: what the check before a run has read, the run need not read again. */
export function parsedTemplate(
  source: string,
  syntax: Syntax,
  extensions: ReadonlySet<string> = noExtensions,
): ReturnType<typeof parseTemplate> {
  if (syntax !== ansibleSyntax || extensions.size > 0) return parseTemplate(source, syntax, extensions);
  const known = templates.get(source) ?? parseTemplate(source, syntax, extensions);
  templates.set(source, known);
  return known;
}

/** `parseCondition`, each text once. */
export function parsedCondition(text: string): ReturnType<typeof parseCondition> {
  const known = conditions.get(text) ?? parseCondition(text);
  conditions.set(text, known);
  return known;
}
