import { DroverError } from '../core/errors.ts';
import type { CommandOptions, Host, User, WriteOptions } from '../core/host.ts';

/** What a task changes about how its module meets the machine. */
export interface TaskHostSettings {
  /** `become_user`: commands run as this user, and what is created belongs to it. */
  readonly user?: string | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds a command may take. */
  readonly timeout?: number | undefined;
  /** Called once, right before the first change. */
  readonly beforeChange?: (() => void) | undefined;
}

const changing = new Set<PropertyKey>([
  'writeFile',
  'makeDirectory',
  'symlink',
  'hardLink',
  'rename',
  'remove',
  'setMode',
  'setOwner',
  'setTimes',
  'run',
]);
const creating = new Set<PropertyKey>(['writeFile', 'makeDirectory', 'symlink']);

type Method = (...args: unknown[]) => unknown;

/** The host as one task sees it; the host itself where the task changes nothing about it. */
export function taskHost<H extends Host>(host: H, settings: TaskHostSettings): H {
  const { user, environment, timeout, beforeChange } = settings;
  if (user === undefined && environment === undefined && timeout === undefined && beforeChange === undefined) return host;
  const account = user === undefined ? undefined : accountOf(host, user);
  let pending = beforeChange;
  const announce = () => {
    pending?.();
    pending = undefined;
  };
  const wrapped = (target: H, name: PropertyKey, method: Method): Method => {
    if (name === 'query') return commands(method, settings, undefined);
    if (name === 'run') return commands(method, settings, announce);
    if (!changing.has(name)) return method;
    const made = account !== undefined && creating.has(name) ? owned(target, method, String(name), account) : method;
    return (...args: unknown[]) => {
      announce();
      return made(...args);
    };
  };
  return new Proxy(host, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? wrapped(target, name, member.bind(target) as Method) : member;
    },
  });
}

function accountOf(host: Host, name: string): User {
  const user = host.users().find((each) => each.name === name || String(each.uid) === name);
  if (user !== undefined) return user;
  throw new DroverError('HOST_MISSING', `Cannot become user "${name}": the host has no such user`);
}

function commands(method: Method, { user, environment, timeout }: TaskHostSettings, announce: (() => void) | undefined): Method {
  return (file, args, given) => {
    announce?.();
    const options = (given ?? {}) as CommandOptions;
    return method(file, args, {
      ...(user === undefined ? {} : { user }),
      ...(timeout === undefined ? {} : { timeout }),
      ...options,
      env: { ...environment, ...options.env },
    } satisfies CommandOptions);
  };
}

/** What is new belongs to the user who made it. */
function owned(host: Host, method: Method, name: string, { uid, gid }: User): Method {
  return (...args) => {
    const path = String(name === 'symlink' ? args[1] : args[0]);
    const isNew = host.lstat(path) === undefined;
    if (!isNew) return method(...args);
    if (name === 'writeFile') return method(args[0], args[1], { uid, gid, ...(args[2] as WriteOptions | undefined) });
    const answer = method(...args);
    host.setOwner(path, uid, gid, { follow: false });
    return answer;
  };
}
