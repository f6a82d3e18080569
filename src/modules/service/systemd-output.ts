/**
 * `systemctl show UNIT` (systemd 252): one `Name=value` a line. Values of names that start with `Exec` may go over several
 * lines, from `{` to `}`.
 */
export function parseSystemctlShow(output: string): Map<string, string> {
  const properties = new Map<string, string>();
  let open: { readonly name: string; readonly lines: string[] } | undefined;
  for (const line of output.split('\n')) {
    if (open !== undefined) {
      open.lines.push(line);
      if (!line.trimEnd().endsWith('}')) continue;
      properties.set(open.name, open.lines.join('\n').trim());
      open = undefined;
      continue;
    }
    const equals = line.indexOf('=');
    if (equals < 0) continue;
    const [name, value] = [line.slice(0, equals), line.slice(equals + 1).trim()];
    if (name.startsWith('Exec') && value.startsWith('{') && !value.endsWith('}')) open = { name, lines: [value] };
    else properties.set(name, value);
  }
  return properties;
}

/**
 * Whether a unit counts as enabled, as ansible-core 2.18 takes the answer of `systemctl is-enabled`. Units that cannot be
 * enabled or disabled (`static`, `generated`, `transient`) count as what is asked for.
 */
export function isEnabled(unitFileState: string, asked: boolean): boolean {
  if (['static', 'generated', 'transient'].includes(unitFileState)) return asked;
  return unitFileState === 'enabled';
}
