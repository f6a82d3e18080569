import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply } from '../../../src/agent/apply.ts';
import type { ApplyOptions } from '../../../src/agent/apply-options.ts';
import { Bundle } from '../../../src/agent/bundle.ts';
import { loadTree } from '../../../src/agent/tree.ts';
import { parseExtraVars } from '../../../src/cli/extra-vars.ts';
import type { ItemEnd, RunEvent } from '../../../src/core/events.ts';
import { HostFacts } from '../../../src/host/facts/host-facts.ts';
import { Machine } from '../../../src/host/machine.ts';

interface Command {
  readonly args: readonly string[];
  readonly playbook?: string;
  readonly inventory?: string;
}

type TaskEnd = Extract<RunEvent, { event: 'task_end' }>;

/** Runs one playbook of the corpus and says what a callback of Ansible's would have seen. */
export async function answerPlaybook([directory = '', out = '']: readonly string[]): Promise<string> {
  const command = JSON.parse(readFileSync(join(directory, 'cmd.json'), 'utf8')) as Command;
  const state = mkdtempSync(join(tmpdir(), 'corpus-'));
  process.env['CORPUS_VAR'] = 'from the environment';
  process.env['TZ'] = 'UTC';
  const events: RunEvent[] = [];
  let error: string | undefined;
  let failed = false;
  try {
    const given = optionsOf(command, directory, out, state);
    const options = { ...given, host: hostOf(given) };
    const applied = await apply(options, (event) => events.push(event));
    failed = applied.status !== 'done';
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    rmSync(state, { recursive: true });
  }
  return JSON.stringify({
    ...(error === undefined ? { rc: failed ? 2 : 0 } : { rc: 1, error }),
    ...seen(events),
    files: filesBelow(out, ''),
  });
}

function optionsOf({ args, playbook, inventory }: Command, directory: string, out: string, state: string): ApplyOptions {
  const flag = (...names: string[]) => names.some((name) => args.includes(name));
  const value = (...names: string[]) => args[args.findIndex((arg) => names.includes(arg)) + 1] ?? '';
  const given = (...names: string[]) => (flag(...names) ? value(...names) : undefined);
  const extra = args.flatMap((arg, i) => (arg === '-e' ? [args[i + 1] ?? ''] : []));
  return {
    bundle: directory,
    playbook: playbook ?? 'site.yml',
    inventory: [inventory ?? 'hosts'],
    root: '/',
    host: undefined,
    roles: undefined,
    check: flag('--check'),
    diff: flag('--diff'),
    tags: given('--tags', '-t')?.split(',') ?? [],
    skipTags: given('--skip-tags')?.split(',') ?? [],
    limit: given('--limit', '-l'),
    extraVars: parseExtraVars([`out=${out}`, ...extra]),
    startAtTask: given('--start-at-task'),
    forceHandlers: flag('--force-handlers'),
    offline: false,
    verbosity: 0,
    details: true,
    commit: undefined,
    dispatch: undefined,
    lockTimeout: 0,
    report: undefined,
    collector: undefined,
    tokenFile: undefined,
    deadline: undefined,
    warn: () => {},
    stateDirectory: state,
    version: 'corpus',
    environment: process.env,
    signal: new AbortController().signal,
  };
}

/** A case runs one host: the one of the limit, or the only one there is. */
function hostOf(options: ApplyOptions): string {
  const machine = new Machine({ environment: {}, online: true, facts: (files) => new HostFacts(files, {}) });
  const bundle = new Bundle(options.bundle, {
    files: machine,
    environment: {},
    pipe: () => ({ code: 1, stdout: '', stderr: '' }),
  });
  const { inventory } = loadTree(bundle, options);
  return inventory.match('all', options.limit)[0] ?? 'localhost';
}

function seen(events: readonly RunEvent[]): Record<string, unknown> {
  const end = events.findLast((event) => event.event === 'run_end');
  const { failed = 0, ...counts } = end?.recap ?? {};
  const host = end?.host ?? 'localhost';
  const stats = events.find((event) => event.event === 'stats');
  const recapped = Object.values(counts).some((count) => count > 0) || failed > 0;
  return {
    recap: recapped ? { [host]: { ...counts, failures: failed } } : {},
    tasks: events.flatMap((event) => taskOf(event, host)),
    stats: stats?.data ?? {},
  };
}

function taskOf(event: RunEvent, host: string): Record<string, unknown>[] {
  if (event.event === 'included') {
    return [
      clean({
        play: event.play,
        host,
        task: event.task,
        role: event.role ?? undefined,
        result: 'included',
        file: event.file.slice(event.file.lastIndexOf('/') + 1),
        item: event.item,
      }),
    ];
  }
  if (event.event !== 'task_end') return [];
  const shownName = event.role === null ? event.task : `${event.role} : ${event.task}`;
  const items = event.items?.map((item) => itemOf(item, event.censored ?? false, event.module));
  return [
    clean({
      play: event.play,
      host: event.host,
      task: shownName,
      action: event.module.slice(event.module.lastIndexOf('.') + 1),
      role: event.role ?? undefined,
      handler: event.handler,
      result: event.result === 'rescued' ? 'failed' : event.result,
      items: items?.length === 0 ? undefined : items,
      ...told(event, event.module),
      attempts: event.attempts,
      delegated: event.delegated,
      censored: event.items === undefined ? event.censored : undefined,
      diff: event.result === 'changed' ? diffOf(event) : undefined,
    }),
  ];
}

function itemOf(item: ItemEnd, censored: boolean, module: string): Record<string, unknown> {
  if (censored) return { item: null, result: item.result, censored };
  return clean({ item: item.item, result: item.result, ...told(item, module), attempts: item.attempts, diff: diffOf(item) });
}

/** The message of modules that are there to tell something, where the module itself told it. */
function told({ msg, details, result }: ItemEnd | TaskEnd, module: string): Record<string, unknown> {
  if (result === 'skipped') return {};
  const all: Record<string, unknown> = { ...details, ...(msg === undefined ? {} : { msg }) };
  const speaks = speakers[module.slice(module.lastIndexOf('.') + 1)];
  return speaks === undefined || isEngines(all['msg']) ? {} : speaks(all, result === 'ok' || result === 'changed');
}

type Speaks = (all: Readonly<Record<string, unknown>>, passed: boolean) => Record<string, unknown>;

const speakers: Readonly<Record<string, Speaks>> = {
  fail: ({ msg }, passed) => (passed ? {} : { msg }),
  assert: ({ msg, ...all }, passed) => (passed || 'evaluated_to' in all ? { msg } : {}),
  debug: (all) => {
    if ('msg' in all) return { msg: all['msg'] };
    const shown = Object.entries(all).filter(([key]) => !ofLoop.has(key));
    return shown.length === 0 ? {} : { var: Object.fromEntries(shown) };
  },
};

const ofLoop = new Set(['item', 'ansible_loop_var', 'ansible_index_var', 'failed_when_result', 'changed_when_result']);

/** Messages of the engine end with a place in the tree. */
function isEngines(text: unknown): boolean {
  return typeof text === 'string' && /\([^()]+:\d+:\d+\)$/.test(text);
}

/** The corpus keeps diffs of text. */
function diffOf({ diff }: ItemEnd | TaskEnd): unknown {
  const texts = diff?.filter(({ before, after }) => typeof before === 'string' && typeof after === 'string') ?? [];
  return texts.length === 0 ? undefined : texts.map(({ before, after }) => ({ before, after }));
}

function clean(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function filesBelow(folder: string, prefix: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = lstatSync(path);
    const mode = (stat.mode & 0o7777).toString(8).padStart(4, '0');
    if (stat.isSymbolicLink()) found[prefix + name] = { link: readlinkSync(path) };
    else if (stat.isDirectory())
      Object.assign(found, { [prefix + name]: { dir: true, mode } }, filesBelow(path, `${prefix}${name}/`));
    else found[prefix + name] = { mode, ...contentOf(readFileSync(path)) };
  }
  return found;
}

function contentOf(bytes: Buffer): Record<string, string> {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? { text } : { sha256: createHash('sha256').update(bytes).digest('hex') };
}
