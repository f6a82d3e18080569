import type { NameNode, Target } from './ast.ts';
import type { ParserState } from './parser-state.ts';

const reserved = new Set(['true', 'false', 'none', 'True', 'False', 'None']);

/** A single name to assign to. */
export function parseNameTarget({ stream }: ParserState): NameNode {
  const { text, at } = stream.expect('name');
  if (reserved.has(text)) throw stream.fail(`'${text}' cannot be assigned to`, at);
  return { kind: 'name', at, name: text };
}

/** A name, `namespace.attribute`, or targets in parentheses. */
export function parseAssignTarget(state: ParserState): Target {
  const { stream } = state;
  if (stream.isOperator('(', '[')) {
    const closer = stream.next().text === '(' ? ')' : ']';
    const inner = parseTargets(state);
    stream.expect('operator', closer);
    return inner;
  }
  const name = parseNameTarget(state);
  if (!stream.skipOperator('.')) return name;
  return { kind: 'namespace', at: name.at, name: name.name, attribute: stream.expect('name').text };
}

/** One target, or several with commas between them, up to the name `until`. */
export function parseTargets(state: ParserState, until?: string): Target {
  const { stream } = state;
  const { at } = stream.current;
  const items = [parseAssignTarget(state)];
  let several = false;
  while (stream.skipOperator(',')) {
    several = true;
    if (stream.is('block_end') || stream.isOperator(')', ']', '=') || (until !== undefined && stream.isName(until))) break;
    items.push(parseAssignTarget(state));
  }
  const [first] = items;
  return !several && first !== undefined ? first : { kind: 'targets', at, items };
}
