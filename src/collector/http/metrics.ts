import type { Registry } from 'prom-client';
import type { Reader } from '../model.ts';
import type { Writer } from '../store/writer.ts';
import type { Gate } from './gate.ts';
import type { Live } from './live.ts';

export interface Measured {
  readonly reader: Reader;
  readonly writer: Writer;
  readonly gate: Gate;
  readonly live: Live;
}

export interface Metrics {
  readonly registry: Registry;
  /** Counts an answer. @param seconds that it took */
  answered(method: string, route: string, status: number, seconds: number): void;
}

/** What Prometheus may know of the collector, in a registry of its own. */
export async function metrics({ reader, writer, gate, live }: Measured): Promise<Metrics> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Histogram({
    name: 'drover_collector_request_seconds',
    help: 'How long requests took, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const tasks = new Counter({ name: 'drover_collector_task_results_total', help: 'Task results written.', registers });
  const commits = new Histogram({
    name: 'drover_collector_commit_seconds',
    help: 'How long transactions of the writer took.',
    buckets: [0.002, 0.01, 0.05, 0.2, 1, 5],
    registers,
  });
  writer.on('commit', (commit) => {
    tasks.inc(commit.tasks);
    commits.observe(commit.ms / 1000);
  });
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  gauge('drover_collector_reports_waiting', 'Parts of reports that are received or wait to be written.', () => gate.parts);
  gauge('drover_collector_waiting_bytes', 'Their bytes, unpacked.', () => gate.bytes);
  gauge('drover_collector_live_listeners', 'Who listens to live events.', () => live.listeners);
  new Gauge({
    name: 'drover_hosts',
    help: 'Hosts by state.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(reader.hostCounts())) this.set({ state }, count);
    },
  });

  return {
    registry,
    answered: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
  };
}
