import { DroverError } from '../../core/errors.ts';
import type { NomadClient } from '../client.ts';
import { attempt, type Finding, fail, ok, warn } from './finding.ts';

const set = 'nomad operator scheduler set-config';

/** Whether jobs are let in and scheduled, and whether a full node is configured too. */
export async function checkScheduler(client: NomadClient): Promise<readonly Finding[]> {
  const answer = await attempt(() => client.scheduler());
  if (answer instanceof DroverError) {
    return [
      warn('scheduler', 'its settings are not told to this token', 'operator { policy = "read" } in a policy of the token'),
    ];
  }
  const { PreemptionConfig, PauseEvalBroker, RejectJobRegistration } = answer.SchedulerConfig;
  const findings = [
    ...(PauseEvalBroker ? [fail('scheduler', 'it is paused: nothing is placed', `${set} -pause-eval-broker=false`)] : []),
    ...(RejectJobRegistration
      ? [fail('scheduler', 'it takes no jobs from tokens that are not for management', `${set} -reject-job-registration=false`)]
      : []),
    ...(PreemptionConfig.SysBatchSchedulerEnabled
      ? []
      : [
          warn(
            'scheduler',
            'a node that is full gets no run: preemption is off for sysbatch',
            `${set} -preempt-sysbatch-scheduler=true`,
          ),
        ]),
  ];
  return findings.length > 0 ? findings : [ok('scheduler', 'takes sysbatch jobs, with preemption')];
}
