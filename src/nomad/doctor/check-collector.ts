import { ask, type Collector } from '../collector.ts';
import { clockFinding, type Finding, fail, ok, warn } from './finding.ts';

/** Whether the collector answers, lets this token in, and has the right time. */
export async function checkCollector(collector: Collector | undefined): Promise<readonly Finding[]> {
  if (collector === undefined) {
    return [warn('collector', 'none is known: runs report nowhere', 'set DROVER_COLLECTOR, and -var collector=… for the jobs')];
  }
  const health = await ask(collector, 'GET', '/healthz');
  if (health.status === undefined) {
    const mend = 'nomad job status drover-collector; DROVER_COLLECTOR says where it is';
    return [{ ...fail('collector', `${collector.address}: ${health.text}`, mend), unreachable: true }];
  }
  if (health.status !== 200)
    return [fail('collector', `${collector.address} is not well: ${health.text}`, 'nomad alloc logs -job drover-collector')];
  const clock = clockFinding('clock', 'the collector', health.date, Date.now());
  return [ok('collector', `${collector.address} answers`), clock, await tokenFinding(collector)];
}

async function tokenFinding(collector: Collector): Promise<Finding> {
  const { status, text } = await ask(collector, 'GET', '/api/v1/hosts?limit=1');
  if (status === 200) return ok('collector', collector.token === undefined ? 'it lets everybody read' : 'DROVER_TOKEN may read');
  const what = collector.token === undefined ? 'it wants a token' : 'it refuses DROVER_TOKEN';
  return warn('collector', `${what}: ${text}`, 'drover collector token makes one, and DROVER_TOKEN holds it');
}
