import type { MappingNode, YamlNode } from '../core/node.ts';
import { nodeValue } from '../core/node.ts';
import { text } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { StoredVariables } from './ast.ts';
import { describeNode } from './describe-node.ts';
import { type ParseContext, reportError } from './parse-context.ts';

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** Whether ansible-core 2.18 takes the name for a variable: an ASCII identifier that is no Python keyword. */
export function isVariableName(name: string): boolean {
  return identifier.test(name) && !keywords.has(name);
}

/** The `vars:` of a play, block, task or role: a mapping. */
export function parseVariables(node: YamlNode, context: ParseContext, owner: string): StoredVariables {
  if (node.kind === 'scalar' && node.value === null) return new Map();
  if (node.kind !== 'mapping') {
    reportError(
      context,
      'PLAY_INVALID',
      `Cannot read the vars of this ${owner}: they are ${describeNode(node)}, a mapping is wanted`,
      node.span,
    );
    return new Map();
  }
  return checkedVariables(node, context, owner);
}

function checkedVariables(node: MappingNode, context: ParseContext, owner: string): StoredVariables {
  const variables = new Map<string, Value>();
  for (const { key, value } of node.entries) {
    const name = text(key.value);
    if (isVariableName(name)) variables.set(name, nodeValue(value));
    else {
      const hint = 'begin with a letter or _, then letters, digits and _';
      reportError(
        context,
        'PLAY_INVALID',
        `Cannot use "${name}" as a variable of this ${owner}: it is not a valid variable name`,
        key.span,
        hint,
      );
    }
  }
  return variables;
}

/** A variables file's mapping; an empty file has none. */
export function variablesOf(node: YamlNode, context: ParseContext): StoredVariables {
  if (node.kind === 'scalar' && (node.value === null || node.value === '')) return new Map();
  if (node.kind === 'mapping') return new Map(node.entries.map(({ key, value }) => [text(key.value), nodeValue(value)]));
  reportError(
    context,
    'PLAY_INVALID',
    `Cannot read the variables in ${context.file}: the file holds ${describeNode(node)}, a mapping is wanted`,
    node.span,
  );
  return new Map();
}
