import { posix } from 'node:path';
import { text } from '../../../core/value/text.ts';
import type { Call } from '../callable.ts';
import { expandUser } from '../filters/path.ts';
import { stripRight } from '../python/whitespace.ts';

/** What a file of the lookup `password` holds: `PASSWORD salt=SALT ident=IDENT` and a newline, the salt only where one was asked for. */
export interface StoredPassword {
  readonly plain: string;
  readonly salt: string | undefined;
  /** Which bcrypt it is. */
  readonly ident: string | undefined;
}

/** A relative one starts at the playbook's folder. */
export function passwordPath(written: string, call: Call): string {
  const { environment } = call;
  const folder = text(environment.variable('playbook_dir') ?? environment.controller.directory);
  return posix.resolve(folder, expandUser(written, call));
}

export function readPassword(path: string, call: Call): StoredPassword | undefined {
  const { controller } = call.environment;
  if (controller.type(path) === undefined) return undefined;
  const content = stripRight(Buffer.from(controller.read(path)).toString('utf8'));
  const {
    plain = content,
    salt,
    ident,
  } = /^(?<plain>.*) salt=(?<salt>.*?)(?: ident=(?<ident>.*))?$/s.exec(content)?.groups ?? {};
  return { plain, salt: salt === '' ? undefined : salt, ident };
}

/** @throws DroverError `UNSUPPORTED` for a path that cannot be written */
export function storePassword(path: string, { plain, salt, ident }: StoredPassword, call: Call): void {
  const parts = salt === undefined ? [plain] : [plain, `salt=${salt}`, ...(ident === undefined ? [] : [`ident=${ident}`])];
  call.environment.controller.store(path, `${parts.join(' ')}\n`);
}
