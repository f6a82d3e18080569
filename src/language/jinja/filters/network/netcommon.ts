import { distinct } from '../../../../core/value/compare.ts';
import { text } from '../../../../core/value/text.ts';
import type { Value } from '../../../../core/value/types.ts';
import { bind, type Call, type Filter } from '../../callable.ts';
import { intOnly, stringOnly } from '../../python/attribute.ts';
import { failure } from '../../python/failure.ts';
import { isListLike, iterate } from '../../python/iterate.ts';
import { md5Crypt } from '../../python/md5-crypt.ts';
import { crypto } from '../../python/node-crypto.ts';
import { parseInteger } from '../../python/number.ts';
import { sortedBy } from '../../python/sort.ts';

/** Filters of ansible.netcommon 7.2 that need no device. */
export const netcommonFilters: Readonly<Record<string, Filter>> = {
  comp_type5: (value, call) => {
    const [encrypted = null, original = false] = bind(call, { encrypted_password: null, return_original: false });
    const hash = stringOnly(encrypted, 'compare passwords');
    if (type5(value, saltOf(hash)) !== hash) return false;
    return original === true ? hash : true;
  },
  hash_salt: (value) => saltOf(stringOnly(value, 'read a salt')),
  type5_pw: (value, call) => type5(value, bind(call, { salt: null })[0] ?? null),
  vlan_expander: (value) => {
    const numbers = text(value).split(',').flatMap(vlans);
    return sortedBy(numbers, (number) => number);
  },
  vlan_parser: vlanParser,
};

function saltOf(hash: string): string {
  const parts = hash.split('$');
  if (parts.length !== 4) throw failure('read a salt', `Could not parse salt out password correctly from ${hash}`);
  return parts[2] ?? '';
}

const saltLetters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./';

function type5(password: Value, salt: Value): string {
  const secret = text(password);
  const given = salt === null || salt === '' ? random(4) : text(salt);
  if ([...given].some((letter) => !saltLetters.includes(letter)) || given.length > 8)
    throw failure('hash a password', `type5_pw salt used inproper characters, must be one of ${saltLetters}`);
  return md5Crypt(secret, given);
}

function random(length: number): string {
  return Array.from({ length }, () => saltLetters.charAt(crypto().randomInt(saltLetters.length))).join('');
}

function vlans(part: string): Value[] {
  const [from = 0, to = from, ...more] = part.split('-').map(vlan);
  if (more.length > 0) throw failure('list VLANs', `"${part}" is no range`);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

function vlan(written: string): number {
  const number = parseInteger(written, 10);
  if (number === undefined) throw failure('list VLANs', `"${written}" is no number`);
  return Number(number);
}

/** Numbers in lines as a switch takes them: runs of three and more with a dash. */
function vlanParser(value: Value, call: Call): Value {
  const [first = 48, other = 44] = bind(call, { first_line_len: 48, other_line_len: 44 });
  if (!isListLike(value)) throw failure('write VLANs', 'Input is not valid for vlan_parser');
  const numbers = sortedBy(distinct(iterate(value)), (number) => number).map((number) => intOnly(number, 'write VLANs'));
  const [least, most] = [numbers[0], numbers.at(-1)];
  if (least === undefined || most === undefined || least < 1 || most > 4094)
    throw failure('write VLANs', 'Valid VLAN range is 1-4094');
  const lines = [''];
  for (const part of runs(numbers)) {
    const limit = intOnly(lines.length === 1 ? first : other, 'write VLANs');
    if ((lines.at(-1) ?? '').length + part.length > limit) lines.push('');
    lines.push(`${lines.pop() ?? ''}${part},`);
  }
  const trimmed = lines.map((line) => line.replace(/,+$/, ''));
  const empty = trimmed.indexOf('');
  return empty < 0 ? trimmed : trimmed.toSpliced(empty, 1);
}

function runs(numbers: readonly number[]): string[] {
  const parts: string[] = [];
  for (let start = 0; start < numbers.length; ) {
    let end = start;
    while (numbers[end + 1] === (numbers[end] ?? 0) + 1) end++;
    if (end < start + 2) parts.push(...numbers.slice(start, end + 1).map(String));
    else parts.push(`${numbers[start]}-${numbers[end]}`);
    start = end + 1;
  }
  return parts;
}
