// length: every call of the Reader, in memory
import {
  type DispatchHost,
  type DispatchRow,
  type HostRow,
  type HostState,
  hostStates,
  type Page,
  type Reader,
  type RunRow,
  type TaskDetail,
  type TaskPair,
} from '../../../../src/collector/model.ts';
import type { Recap, RunEvent } from '../../../../src/core/events.ts';
import type { ReportPart } from '../../../../src/core/report.ts';
import type { SampleDispatch } from './sample.ts';

type Told<K extends RunEvent['event']> = Extract<RunEvent, { event: K }>;

/** What the pages read, held in memory: reports as they came, and the dispatches that were announced. */
export class MemoryReader implements Reader {
  readonly #reports = new Map<string, ReportPart>();
  readonly #dispatches: SampleDispatch[] = [];

  add(part: ReportPart): void {
    this.#reports.set(part.head.run, part);
  }

  announce(dispatch: SampleDispatch): void {
    this.#dispatches.push(dispatch);
  }

  #allRuns(): RunRow[] {
    const converged = new Map<string, string | null>();
    const inOrder = [...this.#reports.values()].map(runRow).sort((a, b) => a.started - b.started);
    const rows = inOrder.map((row): RunRow => {
      const isKnown = converged.has(row.host) && converged.get(row.host) === row.commit && row.recap.changed > 0;
      if (row.status === 'done' && !row.check) converged.set(row.host, row.commit);
      return { ...row, corrective: isKnown && !row.check, drifted: isKnown && row.check };
    });
    return rows.reverse();
  }

  hosts({ state, search = '' }: Parameters<Reader['hosts']>[0], limit: number, cursor?: string): Page<HostRow> {
    const all = this.#allHosts().filter((row) => row.host.includes(search) && (state === undefined || row.state === state));
    return page(all, limit, cursor);
  }

  #allHosts(): HostRow[] {
    const runs = this.#allRuns();
    const expected = this.#dispatches.flatMap(({ hosts }) => hosts);
    const names = [...new Set([...runs.map(({ host }) => host), ...expected])].sort();
    return names.map((host) => {
      const lastRun = runs.find((run) => run.host === host);
      const missed = this.#dispatches.find((sent) => sent.hosts.includes(host) && sent.started > (lastRun?.started ?? 0));
      const state = missed === undefined && lastRun !== undefined ? stateOf(lastRun) : 'silent';
      return { host, state, commit: lastRun?.commit ?? null, lastRun, seen: missed?.started ?? lastRun?.started ?? 0 };
    });
  }

  hostCounts(): Readonly<Record<HostState, number>> {
    const all = this.#allHosts();
    const counts = hostStates.map((state) => [state, all.filter((row) => row.state === state).length]);
    return Object.fromEntries(counts) as Record<HostState, number>;
  }

  host(name: string): HostRow | undefined {
    return this.#allHosts().find(({ host }) => host === name);
  }

  facts(host: string): Readonly<Record<string, unknown>> | undefined {
    const run = this.#allRuns().find((row) => row.host === host);
    return run === undefined ? undefined : eventOf(this.#reports.get(run.run), 'facts')?.facts;
  }

  runs(filter: Parameters<Reader['runs']>[0], limit: number, cursor?: string): Page<RunRow> {
    const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
    const isMeant = (row: RunRow) => wanted.every(([name, value]) => row[name as keyof RunRow] === value);
    return page(this.#allRuns().filter(isMeant), limit, cursor);
  }

  run(id: string): RunRow | undefined {
    return this.#allRuns().find(({ run }) => run === id);
  }

  warnings(run: string): readonly string[] {
    return this.#reports.get(run)?.events.flatMap((event) => (event.event === 'warning' ? [event.message] : [])) ?? [];
  }

  #allTasks(run: string): TaskDetail[] {
    const ends = this.#reports.get(run)?.events.filter((event) => event.event === 'task_end') ?? [];
    return ends.map((end, at) => taskDetail(run, at + 1, end));
  }

  tasks(run: string, { result }: Parameters<Reader['tasks']>[1], limit: number, cursor?: string): Page<TaskDetail> {
    return page(
      this.#allTasks(run).filter((task) => result === undefined || task.result === result),
      limit,
      cursor,
    );
  }

  task(run: string, number: number): TaskDetail | undefined {
    return this.#allTasks(run)[number - 1];
  }

  compare(left: string, right: string, _: unknown, limit: number, cursor?: string): Page<TaskPair> | undefined {
    if (this.run(left) === undefined || this.run(right) === undefined) return undefined;
    const [a, b] = [this.#allTasks(left), this.#allTasks(right)];
    const isSame = (x: TaskDetail) => (y: TaskDetail) => x.role === y.role && x.task === y.task;
    const pairs = a.map((task): TaskPair => ({ left: task, right: b.find(isSame(task)) }));
    const rest = b.filter((task) => !a.some(isSame(task))).map((task) => ({ left: undefined, right: task }));
    return page([...pairs, ...rest], limit, cursor);
  }

  dispatches(limit: number, cursor?: string): Page<DispatchRow> {
    return page(
      this.#dispatches.map((sent) => this.#dispatchRow(sent)),
      limit,
      cursor,
    );
  }

  #dispatchRow({ hosts, ...sent }: SampleDispatch): DispatchRow {
    const runs = this.#allRuns().filter(({ dispatch }) => dispatch === sent.dispatch);
    const of = (...wanted: string[]) => runs.filter(({ status }) => wanted.includes(status)).length;
    const silent = hosts.length - runs.length;
    return {
      ...sent,
      check: false,
      expected: hosts.length,
      reported: runs.length,
      failed: of('failed', 'lost'),
      done: of('done'),
      silent,
    };
  }

  dispatch(id: string): DispatchRow | undefined {
    const sent = this.#dispatches.find(({ dispatch }) => dispatch === id);
    return sent === undefined ? undefined : this.#dispatchRow(sent);
  }

  dispatchHosts(
    id: string,
    { only }: Parameters<Reader['dispatchHosts']>[1],
    limit: number,
    cursor?: string,
  ): Page<DispatchHost> {
    const runs = this.#allRuns().filter(({ dispatch }) => dispatch === id);
    const names = this.#dispatches.find(({ dispatch }) => dispatch === id)?.hosts ?? [];
    const all = names.map((host): DispatchHost => {
      const run = runs.find((row) => row.host === host);
      return {
        host,
        expected: true,
        silent: run === undefined,
        node: run?.node ?? null,
        allocation: run?.allocation ?? null,
        run,
      };
    });
    const wanted = all.filter(({ run }) => only === undefined || (only === 'reported') === (run !== undefined));
    return page(wanted, limit, cursor);
  }

  drift(from: number, to: number, points: number) {
    const width = (to + 1 - from) / points;
    const runs = this.#allRuns();
    return Array.from({ length: points }, (_, at) => {
      const time = from + at * width;
      const own = runs.filter(({ started }) => started >= time && started < time + width);
      const of = (...wanted: RunRow['status'][]) => own.filter(({ status }) => wanted.includes(status)).length;
      return {
        time,
        runs: own.length,
        drifted: own.filter((run) => run.drifted || run.corrective).length,
        failed: of('failed', 'lost'),
      };
    });
  }
}

function page<T>(all: readonly T[], limit: number, cursor = '0'): Page<T> {
  const start = Number(cursor);
  const end = start + limit;
  return { items: all.slice(start, end), cursor: end < all.length ? String(end) : null };
}

function stateOf({ status, drifted, check, recap }: RunRow): HostState {
  if (status === 'running') return 'running';
  if (status !== 'done') return 'failed';
  if (recap.changed === 0) return 'in-sync';
  if (!check) return 'changed';
  return drifted ? 'drifted' : 'pending';
}

function eventOf<K extends RunEvent['event']>(part: ReportPart | undefined, name: K): Told<K> | undefined {
  return part?.events.find((event): event is Told<K> => event.event === name);
}

const none: Recap = { ok: 0, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };

function runRow(part: ReportPart): RunRow {
  const { head, events } = part;
  const start = eventOf(part, 'run_start');
  const end = eventOf(part, 'run_end');
  const ended = events.filter((event) => event.event === 'task_end');
  const recap = { ...none };
  for (const { result } of ended) recap[result] += 1;
  return {
    run: head.run,
    host: head.host,
    status: end?.status ?? 'running',
    check: start?.check ?? false,
    commit: start?.commit ?? null,
    version: start?.version ?? '',
    playbook: start?.playbook ?? '',
    roles: start?.roles ?? [],
    dispatch: head.dispatch,
    allocation: head.allocation,
    node: head.node,
    started: Date.parse(start?.started ?? ''),
    duration: end?.ms ?? null,
    recap: end?.recap ?? recap,
    corrective: false,
    drifted: false,
    tasks: ended.length,
    message: end?.message ?? null,
  };
}

function taskDetail(run: string, number: number, end: Told<'task_end'>): TaskDetail {
  const { play, role, task, module, span, result } = end;
  return {
    run,
    number,
    play,
    role,
    task,
    module,
    span,
    result,
    handler: end.handler ?? false,
    duration: end.ms,
    msg: end.msg ?? null,
    diff: end.diff ?? [],
    changes: end.changes ?? [],
    items: end.items ?? [],
    details: end.details ?? null,
    attempts: end.attempts ?? null,
    delegated: end.delegated ?? null,
    censored: end.censored ?? false,
    predicted: end.predicted ?? null,
  };
}
