import { DroverError } from '../core/errors.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import type { HostRun } from './host-run.ts';
import { codeOf } from './nomad-error.ts';

/** Where reports go, and what lets one in. */
export interface Collector {
  /** `https://drover.example.org` */
  readonly address: string;
  readonly token: string | undefined;
}

/** Milliseconds: what may be spent on the collector, which no dispatch depends on. */
const limit = 3000;

/**
 * Reads `DROVER_COLLECTOR` and `DROVER_TOKEN`. Without the first there is no collector.
 * @throws DroverError `USAGE` for an address that is none
 */
export function collectorOf(environment: Readonly<Record<string, string | undefined>>): Collector | undefined {
  const address = environment['DROVER_COLLECTOR']?.trim() || undefined;
  if (address === undefined) return undefined;
  if (/^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : '')) {
    return { address: address.replace(/\/+$/, ''), token: environment['DROVER_TOKEN']?.trim() || undefined };
  }
  throw new DroverError('USAGE', `Cannot use DROVER_COLLECTOR "${address}": it is no address of a collector`, {
    hint: 'an address is https://HOST or http://HOST:PORT',
  });
}

/**
 * Tells the collector who is expected to report.
 * @returns a warning where it does not know now
 */
export async function tellCollector(
  collector: Collector | undefined,
  dispatch: string,
  { commit, roles, check, by, timeout }: DispatchRequest,
  hosts: readonly HostRun[],
): Promise<string | undefined> {
  if (collector === undefined) return undefined;
  const answer = await ask(collector, 'POST', '/api/v1/dispatches', {
    dispatch,
    commit,
    roles: roles ?? ['all'],
    check,
    by: by ?? null,
    wait: Math.ceil(timeout / 1000),
    hosts: hosts.map(({ host, node, allocation }) => ({ host, node, allocation })),
  });
  if (answer.status !== undefined && answer.status < 300) return undefined;
  return `The collector at ${collector.address} does not know of this dispatch: ${answer.text}`;
}

/** Tells the collector, if it can be told, of hosts that will report nothing more. */
export async function tellOver(collector: Collector | undefined, dispatch: string, hosts: readonly HostRun[]): Promise<void> {
  const over = hosts.filter(
    ({ state, allocation }) => state === 'failed' || state === 'lost' || (state === 'silent' && !allocation),
  );
  if (collector === undefined || over.length === 0) return;
  const path = `/api/v1/dispatches/${encodeURIComponent(dispatch)}/over`;
  await ask(collector, 'POST', path, { hosts: over.map(({ host }) => host) });
}

export interface CollectorAnswer {
  /** undefined where there was no answer. */
  readonly status: number | undefined;
  /** The answer's text, or what went wrong in a line. */
  readonly text: string;
  /** Milliseconds since 1970, by the collector's clock, to the second. */
  readonly date: number | undefined;
}

/** One request; whatever goes wrong is in the answer. */
export async function ask(
  { address, token }: Collector,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<CollectorAnswer> {
  const { request } = await import('undici');
  try {
    const response = await request(`${address}${path}`, {
      method,
      signal: AbortSignal.timeout(limit),
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.body.text();
    const date = Date.parse(String(response.headers['date']));
    const said = response.statusCode < 300 ? text : problem(text) || `it answered ${response.statusCode}`;
    return { status: response.statusCode, text: said, date: Number.isNaN(date) ? undefined : date };
  } catch (error) {
    return { status: undefined, text: `it cannot be reached (${codeOf(error)})`, date: undefined };
  }
}

/** What the collector says is wrong; of what is none, its text in a line. */
function problem(text: string): string {
  try {
    return (JSON.parse(text) as { readonly error?: string }).error ?? '';
  } catch (error) {
    if (error instanceof SyntaxError) return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
    throw error;
  }
}
