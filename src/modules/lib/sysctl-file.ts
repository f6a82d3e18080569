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
  const written = (line: string): string[] => {
    const setting = settingOf(line);
    if (setting === undefined) return [line.trim()];
    if (seen.has(setting.name)) return [];
    seen.add(setting.name);
    const wanted = setting.name === name ? value : setting.value;
    return wanted === undefined ? [] : [`${setting.name}=${wanted}`];
  };
  const lines = linesOf(text).flatMap(written);
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
