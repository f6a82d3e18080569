import type { Settings } from '../core/settings/honoured.ts';
import type { Span } from '../core/span.ts';
import type { Value } from '../core/value/types.ts';
import type { Keywords } from '../language/ast.ts';

/** The keywords that settings give a play which does not have them itself. */
export function defaultKeywords(settings: Settings | undefined, span: Span): Keywords {
  if (settings === undefined) return {};
  const { noLog, become, becomeUser, taskTimeout } = settings;
  const given = (name: keyof Keywords, value: Value, plain: Value) => (value === plain ? {} : { [name]: { value, span } });
  return {
    ...given('noLog', noLog, false),
    ...given('become', become, false),
    ...given('becomeUser', becomeUser, 'root'),
    ...given('timeout', taskTimeout, 0),
  };
}
