import { setTimeout as delay } from 'node:timers/promises';
import { DroverError } from '../core/errors.ts';
import type { HostReader } from '../core/host.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';
import { compilePattern, search } from '../core/regex/regex.ts';
import { args, connectionStates, type WaitArgs } from './wait-for/args.ts';
import { addressOf, connects } from './wait-for/connect.ts';
import { countConnections } from './wait-for/connections.ts';

export const waitFor = defineAction({
  name: 'ansible.builtin.wait_for',
  summary: 'Wait for a port, a file or a text in it, or for some time',
  args,
  examples: [
    '- wait_for: { port: 4646, timeout: 30 }',
    '- wait_for: { path: /var/log/nomad.log, search_regex: "agent: started" }',
    '- ansible.builtin.wait_for: { path: /run/lock/job, state: absent, sleep: 2 }',
    '- wait_for: { timeout: 5 }',
  ],
  effect: 'host',
  async run(host, given): Promise<ActionOutcome> {
    checkTogether(given);
    const start = Date.now();
    const seconds = (): number => Math.floor((Date.now() - start) / 1000);
    await delay(given.delay * 1000);
    const matched = await waited(host, given, start + given.timeout * 1000);
    const elapsed = seconds();
    if (matched === undefined) throw new DroverError('MODULE_FAILED', given.msg ?? tooLate(given), { result: { elapsed } });
    const { state, port = null, search_regex: pattern = null, path = null } = given;
    return { result: { state, port, search_regex: pattern, path, elapsed, ...matched } };
  },
});

/** What a pattern found in the file; empty where there was none to look for. */
interface Matched {
  readonly match_groups: readonly unknown[];
  readonly match_groupdict: Readonly<Record<string, unknown>>;
}

const nothing: Matched = { match_groups: [], match_groupdict: {} };

function checkTogether({ port, path, state, exclude_hosts: excluded, active_connection_states: states }: WaitArgs): void {
  const unknown = states.find((each) => !(connectionStates as readonly string[]).includes(each));
  const why = [
    port !== undefined && path !== undefined ? 'it accepts only one of port, path' : undefined,
    path !== undefined && (state === 'stopped' || state === 'drained') ? `state=${state} goes with port` : undefined,
    state === 'drained' && port === undefined ? 'with state=drained port is needed' : undefined,
    excluded !== undefined && state !== 'drained' ? 'exclude_hosts goes with state=drained' : undefined,
    unknown === undefined ? undefined : `there is no connection state ${unknown}`,
  ].find((each) => each !== undefined);
  if (why !== undefined) throw new DroverError('MODULE_ARGS', `Cannot run module wait_for: ${why}`, { result: { elapsed: 0 } });
}

/** Asks again and again until the answer is yes; undefined where the time is over before. */
async function waited(host: HostReader, given: WaitArgs, end: number): Promise<Matched | undefined> {
  if (given.port === undefined && given.path === undefined) {
    await delay(Math.max(0, end - Date.now()));
    return nothing;
  }
  while (Date.now() < end) {
    const matched = await attempt(host, given, end);
    if (matched !== undefined) return matched;
    await delay(Math.min(given.sleep * 1000, Math.max(0, end - Date.now())));
  }
  return undefined;
}

async function attempt(host: HostReader, given: WaitArgs, end: number): Promise<Matched | undefined> {
  const isGone = given.state === 'absent' || given.state === 'stopped';
  if (given.path !== undefined) {
    if (isGone) return host.stat(given.path) === undefined ? nothing : undefined;
    return fileMatch(host, given.path, given.search_regex);
  }
  const isReached = given.state === 'drained' ? await isDrained(host, given) : (await isOpen(host, given, end)) !== isGone;
  return isReached ? nothing : undefined;
}

function fileMatch(host: HostReader, path: string, regexp: string | undefined): Matched | undefined {
  const stat = host.stat(path);
  if (stat === undefined) return undefined;
  if (regexp === undefined) return nothing;
  if (stat.type === 'directory') return undefined;
  const pattern = compilePattern(regexp, { multiline: true });
  const match = search(pattern, host.readText(path));
  if (match === null) return undefined;
  const named = [...pattern.names].map(([name, number]) => [name, match[number] ?? null] as const);
  return { match_groups: match.slice(1).map((group) => group ?? null), match_groupdict: Object.fromEntries(named) };
}

async function isOpen(host: HostReader, given: WaitArgs, end: number): Promise<boolean> {
  const address = await addressOf(host, given.host);
  if (address === undefined) return false;
  const left = end - Date.now();
  const isSearched = given.search_regex !== undefined && (given.state === 'started' || given.state === 'present');
  const pattern = isSearched ? compilePattern(given.search_regex ?? '', { multiline: true }) : undefined;
  return connects({
    host: address,
    port: given.port ?? 0,
    timeout: Math.min(given.connect_timeout * 1000, left),
    wants: pattern === undefined ? undefined : (data) => search(pattern, data) !== null,
    patience: left,
  });
}

async function isDrained(host: HostReader, given: WaitArgs): Promise<boolean> {
  const address = (await addressOf(host, given.host)) ?? given.host;
  const excluded: string[] = [];
  for (const name of given.exclude_hosts ?? []) excluded.push((await addressOf(host, name)) ?? name);
  const watched = { address, port: given.port ?? 0, states: given.active_connection_states, excluded };
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((path) => host.stat(path) !== undefined);
  return tables.every((path) => countConnections(host.readText(path), watched) === 0);
}

function tooLate({ host, port, path, state, search_regex: pattern, timeout }: WaitArgs): string {
  const what = path ?? `${host}:${port}`;
  const text = pattern === undefined ? '' : `"${pattern}" in `;
  const end = { absent: ' to be absent', stopped: ' to stop', drained: ' to drain', started: '', present: '' }[state];
  return `Cannot wait longer for ${text}${what}${end}: ${timeout} s are over`;
}
