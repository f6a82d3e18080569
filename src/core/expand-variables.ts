/** `$NAME` and `${NAME}` in a path as Python's `expandvars` has them: what is unknown stays as it is written. */
export function expandVariables(path: string, value: (name: string) => string | undefined): string {
  if (!path.includes('$')) return path;
  return path.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, bare?: string, braced?: string) => {
    return value(bare ?? braced ?? '') ?? whole;
  });
}
