import type { HostReader } from '../../core/host.ts';

/** The numbers in /etc/login.defs; what is missing there has shadow's defaults. */
export function parseLoginDefs(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*([A-Z_]+)\s+"?([^\s"]+)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) settings.set(name, value);
  }
  return settings;
}

export function loginDefs(host: HostReader): ReadonlyMap<string, string> {
  const path = '/etc/login.defs';
  return parseLoginDefs(host.stat(path) === undefined ? '' : host.readText(path));
}

/** A range to take a new ID from; system IDs are given out from the top, others from the bottom. */
export interface IdRange {
  readonly min: number;
  readonly max: number;
  readonly system: boolean;
}

/** The range that useradd and groupadd use (shadow 4.13). */
export function idRange(
  kind: 'UID' | 'GID',
  settings: ReadonlyMap<string, string>,
  asked: { readonly system: boolean; readonly min?: number | undefined; readonly max?: number | undefined },
): IdRange {
  const setting = (name: string, fallback: number): number => Number(settings.get(name) ?? fallback);
  const normal = { min: asked.min ?? setting(`${kind}_MIN`, 1000), max: asked.max ?? setting(`${kind}_MAX`, 60000) };
  if (!asked.system) return { ...normal, system: false };
  return { min: setting(`SYS_${kind}_MIN`, 101), max: setting(`SYS_${kind}_MAX`, normal.min - 1), system: true };
}

/** The ID that useradd or groupadd would give out; undefined where the range is full. */
export function nextId(used: Iterable<number>, { min, max, system }: IdRange): number | undefined {
  const taken = new Set([...used].filter((id) => id >= min && id <= max));
  if (taken.size === 0) return system ? max : min;
  const candidate = system ? Math.min(...taken) - 1 : Math.max(...taken) + 1;
  if (candidate >= min && candidate <= max) return candidate;
  for (let id = min; id <= max; id++) if (!taken.has(id)) return id;
  return undefined;
}
