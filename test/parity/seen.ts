import type { ItemEnd, RunEvent } from '../../src/core/events.ts';

type TaskEnd = Extract<RunEvent, { event: 'task_end' }>;

/** What a run showed of itself, in the words of a callback of Ansible's. */
export interface Seen {
  readonly recap: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly tasks: readonly Readonly<Record<string, unknown>>[];
  /** Data of `set_stats`. */
  readonly stats: Readonly<Record<string, unknown>>;
}

/** Says the events of a run of Drover's as a callback of Ansible's would have seen them. */
export function seen(events: readonly RunEvent[]): Seen {
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
    const file = event.file.slice(event.file.lastIndexOf('/') + 1);
    return [clean({ ...named(event), host, result: 'included', file, item: event.item })];
  }
  if (event.event !== 'task_end') return [];
  const { items, censored, delegated } = event;
  // Of a meta task that is skipped a callback sees no name.
  const task = event.module.endsWith('.meta') ? 'meta' : event.task;
  return [
    clean({
      ...named({ ...event, task }),
      host: event.host,
      action: event.module.slice(event.module.lastIndexOf('.') + 1),
      handler: event.handler,
      result: event.result === 'rescued' ? 'failed' : event.result,
      diff: event.result === 'changed' ? diffOf(event) : undefined,
      ...((items ?? []).length === 0 ? { delegated, censored } : {}),
      ...(censored === true ? {} : { ...told(event, event.module), attempts: event.attempts }),
      ...itemsOf(event),
    }),
  ];
}

function named({ play, role, task }: Pick<TaskEnd, 'play' | 'role' | 'task'>): Record<string, unknown> {
  return { play, task: role === null ? task : `${role} : ${task}`, role: role ?? undefined };
}

function itemsOf({ items = [], module }: TaskEnd): Record<string, unknown> {
  return items.length === 0 ? {} : { items: items.map((item) => itemOf(item, module)) };
}

function itemOf(item: ItemEnd, module: string): Record<string, unknown> {
  if (item.censored === true) return { item: null, result: item.result, censored: true };
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
  debug: (all, passed) => {
    if (!passed && !('failed_when_result' in all)) return {};
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
