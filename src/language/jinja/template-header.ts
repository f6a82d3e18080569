import { DroverError } from '../../core/errors.ts';
import { truthy } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import { literalValue } from './literal.ts';
import type { Syntax } from './syntax.ts';

const mark = '#jinja2:';

type Setter = (syntax: Syntax, value: Value) => Syntax;

const settings: Readonly<Record<string, Setter>> = {
  trim_blocks: (syntax, value) => ({ ...syntax, trimBlocks: truthy(value) }),
  lstrip_blocks: (syntax, value) => ({ ...syntax, lstripBlocks: truthy(value) }),
  keep_trailing_newline: (syntax, value) => ({ ...syntax, keepTrailingNewline: truthy(value) }),
  newline_sequence: (syntax, value) => ({ ...syntax, newlineSequence: String(value) }),
  line_statement_prefix: (syntax, value) => ({ ...syntax, lineStatement: typeof value === 'string' ? value : undefined }),
  line_comment_prefix: (syntax, value) => ({ ...syntax, lineComment: typeof value === 'string' ? value : undefined }),
  block_start_string: (syntax, value) => ({ ...syntax, blockStart: String(value) }),
  block_end_string: (syntax, value) => ({ ...syntax, blockEnd: String(value) }),
  variable_start_string: (syntax, value) => ({ ...syntax, variableStart: String(value) }),
  variable_end_string: (syntax, value) => ({ ...syntax, variableEnd: String(value) }),
  comment_start_string: (syntax, value) => ({ ...syntax, commentStart: String(value) }),
  comment_end_string: (syntax, value) => ({ ...syntax, commentEnd: String(value) }),
};

/**
 * Takes a first line such as `#jinja2: lstrip_blocks: True, trim_blocks: False` off a template.
 * A setting of another name has no effect, as in Ansible.
 *
 * @throws DroverError `TEMPLATE_SYNTAX` for a header that cannot be read
 */
export function readHeader(text: string, syntax: Syntax): { readonly text: string; readonly syntax: Syntax } {
  if (!text.startsWith(mark)) return { text, syntax };
  const end = text.indexOf('\n');
  const line = text.slice(mark.length, end < 0 ? text.length - 1 : end);
  let result = syntax;
  for (const pair of line.split(',')) result = applied(result, pair.trim());
  return { text: text.slice(end + 1), syntax: result };
}

function applied(syntax: Syntax, pair: string): Syntax {
  const colon = pair.indexOf(':');
  const value = colon < 0 ? undefined : literalValue(pair.slice(colon + 1).trim());
  if (value === undefined) {
    throw new DroverError('TEMPLATE_SYNTAX', `Cannot read the template's header: "${pair}" is not of the form "setting: value"`);
  }
  return settings[pair.slice(0, colon).trim()]?.(syntax, value) ?? syntax;
}
