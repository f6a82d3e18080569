import type { Host } from '../../core/host.ts';

/** Edits of colon-separated account files (passwd, group, shadow, gshadow), by the name in the first field. */

/** The text with one more entry at its end. */
export function withEntry(text: string, fields: readonly (string | number)[]): string {
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${before}${fields.join(':')}\n`;
}

export function withoutEntry(text: string, name: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith(`${name}:`))
    .join('\n');
}

/** The text with some fields of an entry replaced, by their index. */
export function withFields(text: string, name: string, fields: Readonly<Record<number, string | number>>): string {
  const edit = (line: string): string =>
    line
      .split(':')
      .map((field, i) => fields[i] ?? field)
      .join(':');
  return text
    .split('\n')
    .map((line) => (line.startsWith(`${name}:`) ? edit(line) : line))
    .join('\n');
}

/** A group file's text in which the user is a member of just the groups that `belongs` says. */
export function withMembership(text: string, user: string, belongs: (group: string, isMember: boolean) => boolean): string {
  const edit = (line: string): string => {
    const [name = '', password = '', id = '', members = ''] = line.split(':');
    if (name === '' || id === '') return line;
    const names = members === '' ? [] : members.split(',');
    const wanted = belongs(name, names.includes(user));
    if (wanted === names.includes(user)) return line;
    const after = wanted ? [...names, user] : names.filter((each) => each !== user);
    return [name, password, id, after.join(',')].join(':');
  };
  return text.split('\n').map(edit).join('\n');
}

/** Edits one of the files where it is there. */
export function editAccountFile(host: Host, path: string, edit: (text: string) => string): void {
  if (host.stat(path) === undefined) return;
  const before = host.readText(path);
  const after = edit(before);
  if (after !== before) host.writeFile(path, after);
}
