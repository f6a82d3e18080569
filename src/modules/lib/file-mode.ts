import { DroverError } from '../../core/errors.ts';
import { text } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';

/** What the umask of a run takes away; Ansible's own is 022 on every supported system. */
export const umask = 0o022;

const permissionBits = 0o7777;
const clauseForm = /^[ugo]*(?:[-+=][rwxXstugo]*)+$/;

/** `0644`, as Ansible shows modes. */
export function modeText(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`;
}

/**
 * The permission bits that `mode` asks for, as ansible-core 2.18.6 reads it: an int is taken as it is, a string as
 * octal digits, else as symbolic clauses (`u=rwX,go-w`) that start from the bits there are.
 * @throws DroverError `MODULE_ARGS`
 */
export function parseMode(mode: Value, current: number, isDirectory: boolean): number {
  if (typeof mode === 'number') return mode & permissionBits;
  const written = text(mode).trim();
  const octal = /^\+?(?:0o)?([0-7_]+)$/i.exec(written)?.[1];
  if (octal !== undefined) return Number.parseInt(octal.replaceAll('_', ''), 8) & permissionBits;
  return written.split(',').reduce((bits, clause) => applyClause(clause, bits, isDirectory), current);
}

function applyClause(written: string, bits: number, isDirectory: boolean): number {
  const clause = written.replace(/^a(?=[-+=])/, '');
  if (!clauseForm.test(clause)) {
    throw new DroverError('MODULE_ARGS', `Cannot use mode "${written}": it is neither octal digits nor symbolic like u=rwX,go-w`);
  }
  const [who = ''] = /^[ugo]*/.exec(clause) ?? [];
  const masked = who === '' ? umask : 0;
  let result = bits;
  for (const [, operator = '', permissions = ''] of clause.matchAll(/([-+=])([rwxXstugo]*)/g)) {
    for (const user of who === '' ? 'ugo' : who) {
      result = applyOperator(
        operator,
        user as User,
        permissionsOf(permissions, user as User, result, isDirectory, masked),
        result,
      );
    }
  }
  return result;
}

type User = 'u' | 'g' | 'o';

const shift: Readonly<Record<User, number>> = { u: 6, g: 3, o: 0 };
const special: Readonly<Record<User, number>> = { u: 0o4000, g: 0o2000, o: 0o1000 };

function permissionsOf(permissions: string, user: User, current: number, isDirectory: boolean, masked: number): number {
  const mayExecute = isDirectory || (current & 0o111) > 0;
  const at = shift[user];
  const bits: Readonly<Record<string, number>> = {
    r: (4 << at) & ~masked,
    w: (2 << at) & ~masked,
    x: (1 << at) & ~masked,
    X: mayExecute ? 1 << at : 0,
    s: user === 'o' ? 0 : special[user],
    t: user === 'o' ? special.o : 0,
    u: ((current >> shift.u) & 7) << at,
    g: ((current >> shift.g) & 7) << at,
    o: ((current >> shift.o) & 7) << at,
  };
  return [...permissions].reduce((sum, permission) => sum | (bits[permission] ?? 0), 0);
}

function applyOperator(operator: string, user: User, bits: number, current: number): number {
  if (operator === '+') return current | bits;
  if (operator === '-') return current & ~bits;
  return (current & ~((7 << shift[user]) | special[user])) | bits;
}
