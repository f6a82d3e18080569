/** The settings of a sysctl file, the last of a name counting; lines without `=` and comments are passed over. */
export function parseSysctl(text: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const setting = settingOf(line);
    if (setting !== undefined) settings.set(setting.name, setting.value);
  }
  return settings;
}

/**
 * The text with a setting added, changed or (undefined) removed, written as ansible.posix 1.6 writes it: lines trimmed,
 * `name=value` without blanks, a name that stands twice only at its first place.
 */
export function withSetting(text: string, name: string, value: string | undefined): string {
  const seen = new Set<string>();
  const lines: string[] = [];
  for (const line of linesOf(text)) {
    const setting = settingOf(line);
    if (setting === undefined) lines.push(line.trim());
    else if (!seen.has(setting.name)) {
      seen.add(setting.name);
      if (setting.name !== name) lines.push(`${setting.name}=${setting.value}`);
      else if (value !== undefined) lines.push(`${name}=${value}`);
    }
  }
  if (value !== undefined && !seen.has(name)) lines.push(`${name}=${value}`);
  return lines.map((line) => `${line}\n`).join('');
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function settingOf(line: string): { readonly name: string; readonly value: string } | undefined {
  const trimmed = line.trim();
  const equals = trimmed.indexOf('=');
  if (equals < 0 || /^[#;]/.test(trimmed)) return undefined;
  return { name: trimmed.slice(0, equals).trim(), value: trimmed.slice(equals + 1).trim() };
}
