import type { User } from '../../core/host.ts';

/** Where the variables and home directories of a command's words come from. */
export interface WordContext {
  environment(name: string): string | undefined;
  readonly users: readonly User[];
}

/** Expands `$NAME`, `${NAME}`, `~` and `~user` as Python's `expandvars` and `expanduser`; what is unknown stays as it is. */
export function expandWord(word: string, context: WordContext): string {
  const expanded = word.replace(/\$(?:(\w+)|\{([^}]*)\})/gu, (written: string, name?: string, braced?: string) => {
    return context.environment(name ?? braced ?? '') ?? written;
  });
  const [, user] = /^~([^/]*)/.exec(expanded) ?? [];
  if (user === undefined) return expanded;
  const home = homeOf(user, context);
  return home === undefined ? expanded : home.replace(/\/+$/, '') + expanded.slice(user.length + 1) || '/';
}

function homeOf(user: string, { environment, users }: WordContext): string | undefined {
  if (user !== '') return users.find((each) => each.name === user)?.home;
  return environment('HOME') ?? users.find((each) => each.uid === 0)?.home;
}
