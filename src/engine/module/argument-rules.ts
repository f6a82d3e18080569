import type { ArgRules } from '../../core/args.ts';

/** What an argument is set to; undefined or null where it is not given. */
type Values = (name: string) => unknown;

/**
 * The first rule between arguments that a task breaks, as the end of a sentence; undefined where it keeps all.
 * As in ansible-core 2.18.6 a default counts as given, but excludes nothing: for that an argument has to be written.
 */
export function brokenRule(rules: ArgRules, value: Values, isWritten: (name: string) => boolean): string | undefined {
  const given = (name: string): boolean => value(name) !== undefined && value(name) !== null;
  const exclusive = rules.mutuallyExclusive?.find((group) => group.filter(isWritten).length > 1);
  if (exclusive !== undefined) return `it accepts only one of ${listed(exclusive)}`;
  const together = rules.requiredTogether?.find((group) => group.some(given) && !group.every(given));
  if (together !== undefined) return `${listed(together)} go together`;
  const oneOf = rules.requiredOneOf?.find((group) => !group.some(given));
  if (oneOf !== undefined) return `one of ${listed(oneOf)} is needed`;
  return brokenCondition(rules.requiredIf, value, given) ?? brokenCompany(rules.requiredBy, given);
}

function brokenCondition(rules: ArgRules['requiredIf'], value: Values, given: (name: string) => boolean): string | undefined {
  for (const [name, wanted, needs, anyOne = false] of rules ?? []) {
    if (value(name) !== wanted) continue;
    const missing = needs.filter((need) => !given(need));
    const isBroken = anyOne ? missing.length === needs.length : missing.length > 0;
    if (isBroken) return `with ${name}=${String(wanted)} ${anyOne ? 'one of ' : ''}${listed(missing)} is needed`;
  }
  return undefined;
}

function brokenCompany(rules: ArgRules['requiredBy'], given: (name: string) => boolean): string | undefined {
  if (rules === undefined) return undefined;
  for (const [name, needs] of Object.entries(rules)) {
    const missing = given(name) ? needs.filter((need) => !given(need)) : [];
    if (missing.length > 0) return `with ${name} ${listed(missing)} is needed`;
  }
  return undefined;
}

function listed(names: readonly string[]): string {
  return names.join(', ');
}
