import { equals } from '../../../core/value/compare.ts';
import { ordered } from '../../../core/value/order.ts';
import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, required, type Test } from '../callable.ts';
import { failure } from '../python/failure.ts';
import { looseVersion, pep440Version, semanticVersion, strictVersion } from '../python/version.ts';

/** ansible-core 2.18.6's version comparison. */
export const versionTests: Readonly<Record<string, Test>> = { version: compareVersions, version_compare: compareVersions };

const operators: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  eq: equals,
  ne: (a, b) => !equals(a, b),
  lt: (a, b) => ordered('<', a, b),
  le: (a, b) => ordered('<=', a, b),
  gt: (a, b) => ordered('>', a, b),
  ge: (a, b) => ordered('>=', a, b),
};
const signs: Readonly<Record<string, string>> = {
  '==': 'eq',
  '=': 'eq',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '!=': 'ne',
  '<>': 'ne',
};

const parsers: Readonly<Record<string, (version: string) => Value>> = {
  loose: looseVersion,
  strict: strictVersion,
  semver: semanticVersion,
  semantic: semanticVersion,
  pep440: pep440Version,
};

function compareVersions(value: Value, call: Call): boolean {
  const bound = bind(call, { version: required, operator: 'eq', strict: null, version_type: null });
  const [version = null, operator = 'eq', strict = null, type = null] = bound;
  if (strict !== null && type !== null) throw failure('compare versions', "Cannot specify both 'strict' and 'version_type'");
  if (!truthy(value)) throw failure('compare versions', 'Input version value cannot be empty');
  if (!truthy(version)) throw failure('compare versions', 'Version parameter to compare against cannot be empty');
  const kind = truthy(strict) ? 'strict' : truthy(type) ? text(type) : 'loose';
  const parse = parsers[kind];
  if (parse === undefined)
    throw failure('compare versions', `Invalid version type (${kind}). Must be one of ${Object.keys(parsers).join(', ')}`);
  const compare = operators[signs[text(operator)] ?? text(operator)];
  if (compare === undefined) {
    throw failure(
      'compare versions',
      `Invalid operator type (${text(operator)}). Must be one of ${Object.keys(signs).join(', ')}`,
    );
  }
  const [a, b] = [parse(text(value)), parse(text(version))];
  // Python's versions ask for the order even where only equality is wanted, which may fail
  if (!equals(a, b)) ordered('<', a, b);
  return compare(a, b);
}
