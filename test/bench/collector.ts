import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Database } from '../../src/collector/store/database.ts';
import { ingestPart } from '../../src/collector/store/ingest-part.ts';
import { migrate } from '../../src/collector/store/migrations.ts';
import type { RunEvent } from '../../src/core/events.ts';
import type { ReportHead } from '../../src/core/report.ts';

/**
 * Measures the collector: task results written a second, the hosts page over a large database while reports come in, and
 * the memory of both. `sh scripts/node test/bench/collector.ts [--seconds 20] [--results 5000000] [--program dist/drover]`
 */
const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    results: { type: 'string', default: '5000000' },
    program: { type: 'string', default: '' },
    directory: { type: 'string', default: '/tmp/drover-bench-collector' },
  },
});

const tasksOfRun = 32;
const hosts = 1_000;
const source = ['sh', 'scripts/node', 'src/main.ts'];
const [program = 'sh', ...first] = flags.program === '' ? source : [flags.program];
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
mkdirSync(flags.directory, { recursive: true });

await measureIngest();
await measurePages();

async function measureIngest(): Promise<void> {
  const path = join(flags.directory, 'ingest.sqlite');
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  const collector = await start(path);
  const end = Date.now() + Number(flags.seconds) * 1000;
  const begin = Date.now();
  let runs = 0;
  await Promise.all(
    Array.from({ length: 24 }, async (_, client) => {
      for (let n = 0; Date.now() < end; n++) {
        const report = gzipSync(reportOf(`bench-${client}-${n}`, (client * 37 + n) % hosts, Date.now()), { level: 1 });
        const { status, ms } = await ask(`${collector.url}/api/v1/reports`, collector.token, report);
        if (status === 503) await new Promise((resolve) => setTimeout(resolve, 200));
        else if (status !== 200) throw new Error(`a report was answered with ${status} after ${ms} ms`);
        else runs += 1;
      }
    }),
  );
  const seconds = (Date.now() - begin) / 1000;
  const cost = (collector.seconds() / (runs * tasksOfRun)) * 10_000;
  console.log(`ingest: ${cost.toFixed(2)} s of processor for 10,000 task results, whatever else the machine does`);
  console.log(
    `ingest: ${Math.round((runs * tasksOfRun) / seconds)} task results a second over ${seconds.toFixed(0)} s, ${runs} runs`,
  );
  console.log(`ingest: at most ${collector.peak()} MiB of memory, ${Math.round(statSync(path).size / 1e6)} MB of database`);
  await collector.stop();
}

async function measurePages(): Promise<void> {
  const path = join(flags.directory, `results-${flags.results}.sqlite`);
  if (!existsSync(path)) fill(path, Number(flags.results));
  const collector = await start(path);
  let isDone = false;
  // Reports come in meanwhile, as they do.
  const ingest = (async () => {
    for (let n = 0; !isDone; n++) {
      await ask(
        `${collector.url}/api/v1/reports`,
        collector.token,
        gzipSync(reportOf(`live-${Date.now()}-${n}`, n % hosts, Date.now())),
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  for (const page of [
    '/',
    '/?state=drifted',
    '/?search=host-09',
    '/runs',
    '/dispatches',
    '/drift',
    '/api/v1/hosts?limit=1000',
    '/api/v1/runs',
    '/metrics',
  ]) {
    const times: number[] = [];
    for (let n = 0; n < 200; n++) {
      const { status, ms } = await ask(`${collector.url}${page}`, collector.token);
      if (status !== 200) throw new Error(`${page} was answered with ${status}`);
      times.push(ms);
    }
    times.sort((a, b) => a - b);
    console.log(`${page}: p50 ${times[100]?.toFixed(1)} ms, p95 ${times[190]?.toFixed(1)} ms`);
  }
  isDone = true;
  await ingest;
  console.log(`pages: at most ${collector.peak()} MiB of memory, ${Math.round(statSync(path).size / 1e6)} MB of database`);
  await collector.stop();
}

/** Fills a database without HTTP, through the same code that the writer runs. */
function fill(path: string, results: number): void {
  const temporary = `${path}.new`;
  const database = new Database(temporary, 'write');
  migrate(database);
  database.exec('PRAGMA synchronous = OFF');
  const runs = Math.ceil(results / tasksOfRun);
  const begin = Date.now() - 30 * 86_400_000;
  const started = Date.now();
  for (let run = 0; run < runs; run += 200) {
    database.transaction(() => {
      for (let n = run; n < Math.min(run + 200, runs); n++) {
        const time = begin + Math.floor((n / runs) * 30 * 86_400_000);
        ingestPart(database, Buffer.from(reportOf(`run-${n}`, n % hosts, time)), time);
      }
    });
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  const seconds = (Date.now() - started) / 1000;
  console.log(`filled with ${runs * tasksOfRun} task results at ${Math.round((runs * tasksOfRun) / seconds)} a second`);
  for (const end of ['-wal', '-shm']) rmSync(`${temporary}${end}`, { force: true });
  renameSync(temporary, path);
}

/** A run as they are: most tasks are in order, a few change something and show how. */
function reportOf(run: string, number: number, time: number): string {
  const host = `host-${String(number).padStart(4, '0')}`;
  const check = number % 3 === 0;
  const changes = number % 10 === 0 ? 2 : 0;
  const head: ReportHead = {
    report: 1,
    run,
    host,
    allocation: null,
    node: null,
    dispatch: `drover/dispatch-${Math.floor(time / 3_600_000)}`,
    from: 0,
  };
  const started = new Date(time).toISOString();
  const events: RunEvent[] = [
    {
      event: 'run_start',
      run,
      host,
      commit: 'a1b2c3d4e5f60718',
      version: '0.1.0',
      check,
      started,
      playbook: 'site.yml',
      roles: [],
      dispatch: null,
    },
  ];
  for (let n = 1; n <= tasksOfRun; n++) {
    const role = ['base', 'chrony', 'nomad-client', 'ssh_keys'][n % 4] ?? 'base';
    const task = { play: 'Configure every machine', role, task: `Task ${n} of role ${role}`, module: 'ansible.builtin.template' };
    const span = `roles/${role}/tasks/main.yml:${n * 4}:3`;
    events.push({ event: 'task_start', ...task, span });
    const isChanged = n <= changes;
    events.push({
      event: 'task_end',
      ...task,
      span,
      host,
      result: isChanged ? 'changed' : n % 7 === 0 ? 'skipped' : 'ok',
      ms: n % 20,
      ...(isChanged && {
        diff: [
          {
            before: 'server a\nserver b\n'.repeat(20),
            after: 'server c\nserver b\n'.repeat(20),
            beforeHeader: '/etc/chrony.conf',
          },
        ],
      }),
    });
  }
  const recap = { ok: 28, changed: changes, unreachable: 0, failed: 0, skipped: 4, rescued: 0, ignored: 0 };
  events.push({ event: 'run_end', run, host, status: 'done', recap, ms: 400 });
  return `${[head, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

interface Started {
  readonly url: string;
  readonly token: string;
  /** Seconds of processor so far, of all its threads. */
  seconds(): number;
  /** MiB of memory at the most so far. */
  peak(): number;
  stop(): Promise<void>;
}

async function start(path: string): Promise<Started> {
  const args = [...first, 'collector', 'serve', '--listen', '127.0.0.1:0', '--database', path];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill('SIGKILL'));
  const token = await tokenOf(path, child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const peak = (): number =>
    Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024);
  const seconds = (): number => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    // User's and system's, in hundredths of a second.
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { ...token, seconds, peak, stop };
}

/** What the collector says at its start; the token of a database that had one already lies beside it. */
async function tokenOf(path: string, child: ChildProcess): Promise<{ url: string; token: string }> {
  const kept = `${path}.token`;
  if (child.stdout === null) throw new Error('the collector has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, token] = /(drover_\S+)/.exec(line) ?? [];
    if (token !== undefined) writeFileSync(kept, token, { mode: 0o600 });
    const [, url] = /listens on (\S+)/.exec(line) ?? [];
    if (url !== undefined) return { url, token: readFileSync(kept, 'utf8') };
  }
  throw new Error('the collector did not start');
}

async function ask(url: string, token: string, body?: Uint8Array): Promise<{ status: number; ms: number }> {
  const begin = performance.now();
  return await new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-encoding': 'gzip', 'content-length': body.length }),
    };
    const sent = request(url, { method: body === undefined ? 'GET' : 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, ms: performance.now() - begin }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
