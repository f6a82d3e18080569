/** A name without its collection's: `copy` of `ansible.builtin.copy`. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
