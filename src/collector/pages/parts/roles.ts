/** The roles that a run or a dispatch was cut down to; none are named where it was not. */
export function rolesText(roles: readonly string[]): string {
  return roles.length === 0 ? 'all' : roles.join(', ');
}
