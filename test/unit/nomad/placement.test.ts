import { describe, expect, it } from 'vitest';
import type { Evaluation, PlacementMetric } from '../../../src/nomad/documents.ts';
import { placementFailures } from '../../../src/nomad/placement.ts';

const evaluation: Evaluation = {
  ID: 'e1',
  JobID: 'drover/dispatch-1',
  Status: 'complete',
  StatusDescription: '',
  FailedTGAllocs: null,
  ModifyIndex: 1,
};
const metric: PlacementMetric = {
  NodesEvaluated: 1,
  NodesFiltered: 0,
  NodesInPool: 3,
  NodePool: 'all',
  NodesAvailable: { dc1: 3 },
  ConstraintFiltered: null,
  NodesExhausted: 0,
  DimensionExhausted: null,
  CoalescedFailures: 0,
};

describe('Why a job was not placed everywhere', () => {
  it.each<[Partial<PlacementMetric>, string[]]>([
    [{ ConstraintFiltered: { 'missing drivers': 2 } }, ['2 nodes filtered: missing drivers']],
    [
      { NodesExhausted: 1, DimensionExhausted: { memory: 1 }, CoalescedFailures: 2 },
      ['not enough memory on 1 node', '2 nodes more did not fit'],
    ],
    [{ NodesEvaluated: 0, NodesAvailable: null, NodesInPool: 0 }, ['no node of node pool "all" is ready']],
    [{ NodesEvaluated: 0, NodesAvailable: { dc1: 0 } }, ['no node of node pool "all" is in the job\'s datacenters']],
    [{}, ['Nomad could not place it and gives no reason']],
  ])('%j', (change, lines) => {
    expect(placementFailures({ ...evaluation, FailedTGAllocs: { host: { ...metric, ...change } } })).toEqual(lines);
  });

  it('is nothing where it was', () => {
    expect(placementFailures(evaluation)).toEqual([]);
  });

  it('is what a failed evaluation says', () => {
    const failed = { ...evaluation, Status: 'failed', StatusDescription: 'maximum attempts reached (5)' } as const;
    expect(placementFailures(failed)).toEqual(['Nomad gave up placing it: maximum attempts reached (5)']);
  });
});
