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
  const isAnonymous = collector.token === undefined;
  if (status === 200) return ok('collector', isAnonymous ? 'it lets everybody read' : 'DROVER_TOKEN may read');
  const mend = 'drover collector token create --scope read,dispatch makes one for DROVER_TOKEN';
  if (status === 403) return warn('collector', 'DROVER_TOKEN may not read: a recap has no counts of the runs', mend);
  if (status === 401 && isAnonymous) return warn('collector', 'it wants a token', mend);
  return fail('collector', status === 401 ? 'DROVER_TOKEN is refused' : text, mend);
}
