/** The words of `a, b,c`. */
export function splitList(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Collects an option that may be given several times, each time with several words. */
export function words(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), ...splitList(value)];
}

/** Collects an option that may be given several times. */
export function several(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** `--role`: undefined for everything, which `all` and nothing at all mean. */
export function rolesOf(value: string | undefined): string[] | undefined {
  const roles = splitList(value ?? '');
  return roles.length === 0 || roles.includes('all') ? undefined : roles;
}
