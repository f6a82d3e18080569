import type { NameNode, Target } from './ast.ts';
import type { ParserState } from './parser-state.ts';

const reserved = new Set(['true', 'false', 'none', 'True', 'False', 'None']);

/** A single name to assign to. */
export function parseNameTarget({ stream }: ParserState): NameNode {
  const { text, at } = stream.expect('name');
  if (reserved.has(text)) throw stream.fail(`'${text}' cannot be assigned to`, at);
  return { kind: 'name', at, name: text };
}

interface TargetRules {
  /** Whether `namespace.attribute` may be assigned to. */
  readonly namespaces?: boolean;
  /** The name that ends a list of targets. */
  readonly until?: string;
}

/** A name, `namespace.attribute`, or targets in parentheses. */
export function parseAssignTarget(state: ParserState, rules: TargetRules = {}): Target {
  const { stream } = state;
  if (stream.isOperator('(', '[')) {
    const closer = stream.next().text === '(' ? ')' : ']';
    const inner = parseTargets(state, rules);
    stream.expect('operator', closer);
    return inner;
  }
  const name = parseNameTarget(state);
  if (rules.namespaces !== true || !stream.skipOperator('.')) return name;
  return { kind: 'namespace', at: name.at, name: name.name, attribute: stream.expect('name').text };
}

/** One target, or several with commas between them. */
export function parseTargets(state: ParserState, rules: TargetRules = {}): Target {
  const { stream } = state;
  const { at } = stream.current;
  const ends = () =>
    stream.is('block_end') || stream.isOperator(')', ']', '=') || (rules.until !== undefined && stream.isName(rules.until));
  const items = [parseAssignTarget(state, rules)];
  let several = false;
  while (stream.skipOperator(',')) {
    several = true;
    if (ends()) break;
    items.push(parseAssignTarget(state, rules));
  }
  const [first] = items;
  return !several && first !== undefined ? first : { kind: 'targets', at, items };
}
