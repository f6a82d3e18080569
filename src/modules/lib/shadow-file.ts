import type { HostReader } from '../../core/host.ts';

/** What /etc/shadow says of a user; undefined for fields that are empty. */
export interface ShadowEntry {
  /** The hash; `!` in front locks it, `*` and `!` alone mean that there is none. */
  readonly password: string;
  readonly minDays: number | undefined;
  readonly maxDays: number | undefined;
  readonly warnDays: number | undefined;
  readonly inactiveDays: number | undefined;
  /** The day on which the account expires, in days since 1970. */
  readonly expires: number | undefined;
}

const nothing: ShadowEntry = {
  password: '',
  minDays: undefined,
  maxDays: undefined,
  warnDays: undefined,
  inactiveDays: undefined,
  expires: undefined,
};

/** A user's entry of shadow(5); one without anything for a user who has none. */
export function parseShadow(text: string, user: string): ShadowEntry {
  const line = text.split('\n').find((each) => each.startsWith(`${user}:`));
  if (line === undefined) return nothing;
  const [, password = '', , min, max, warn, inactive, expires] = line.split(':');
  const number = (field: string | undefined): number | undefined =>
    field === undefined || field === '' ? undefined : Number(field);
  return {
    password,
    minDays: number(min),
    maxDays: number(max),
    warnDays: number(warn),
    inactiveDays: number(inactive),
    expires: number(expires),
  };
}

export function shadowEntry(host: HostReader, user: string): ShadowEntry {
  const path = '/etc/shadow';
  return host.stat(path) === undefined ? nothing : parseShadow(host.readText(path), user);
}
