import type { Evaluation, PlacementMetric } from './documents.ts';

/** Why Nomad did not place a job everywhere, a line for each reason. */
export function placementFailures({ Status, StatusDescription, FailedTGAllocs }: Evaluation): string[] {
  const lines = Object.values(FailedTGAllocs ?? {}).flatMap(metricLines);
  const failed = Status === 'failed' ? [`Nomad gave up placing it: ${StatusDescription}`] : [];
  return [...failed, ...lines];
}

function metricLines(metric: PlacementMetric): string[] {
  const available = Object.values(metric.NodesAvailable ?? {}).reduce((sum, count) => sum + count, 0);
  const filtered = entries(metric.ConstraintFiltered).map(([constraint, count]) => `${nodes(count)} filtered: ${constraint}`);
  const exhausted = entries(metric.DimensionExhausted).map(([dimension, count]) => `not enough ${dimension} on ${nodes(count)}`);
  const more = metric.CoalescedFailures > 0 ? [`${nodes(metric.CoalescedFailures)} more did not fit`] : [];
  const lines = [...filtered, ...exhausted, ...more];
  if (lines.length > 0) return lines;
  return [available === 0 && metric.NodesEvaluated === 0 ? noNode(metric) : 'Nomad could not place it and gives no reason'];
}

function noNode({ NodePool, NodesInPool }: PlacementMetric): string {
  const pool = NodePool === '' ? '' : ` of node pool "${NodePool}"`;
  return NodesInPool === 0 ? `no node${pool} is ready` : `no node${pool} is in the job's datacenters`;
}

function entries(counts: Readonly<Record<string, number>> | null): [string, number][] {
  return Object.entries(counts ?? {});
}

function nodes(count: number): string {
  return count === 1 ? '1 node' : `${count} nodes`;
}
