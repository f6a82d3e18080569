import { existsSync, readFileSync } from 'node:fs';

/** What an assert task came to on one host. */
export interface Assert {
  readonly host: string;
  /** `TARGET/FILE:LINE` */
  readonly place: string;
  readonly result: 'ok' | 'failed' | 'skipped';
}

/** As asserts.py writes them. */
export function assertLine(host: string, place: string, result: Assert['result']): string {
  return `${JSON.stringify({ host, place, result })}\n`;
}

export function readAsserts(file: string): readonly Assert[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Assert);
}

export interface Comparison {
  /** How often an assert passed with real Ansible. */
  readonly total: number;
  /** How many of these passed with Drover. */
  readonly passed: number;
  /** `HOST PLACE: N of M` of those that did not. */
  readonly missing: readonly string[];
}

/** An assert may run more than once; each time counts. */
export function compareAsserts(real: readonly Assert[], own: readonly Assert[]): Comparison {
  const wanted = tally(real);
  const had = tally(own);
  const pairs = [...wanted].map(([name, times]) => ({ name, times, here: Math.min(times, had.get(name) ?? 0) }));
  return {
    total: pairs.reduce((sum, { times }) => sum + times, 0),
    passed: pairs.reduce((sum, { here }) => sum + here, 0),
    missing: pairs.filter(({ times, here }) => here < times).map(({ name, times, here }) => `${name}: ${here} of ${times}`),
  };
}

function tally(asserts: readonly Assert[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { host, place, result } of asserts) {
    const name = `${host} ${place}`;
    if (result === 'ok') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
