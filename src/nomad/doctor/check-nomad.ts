import { DroverError } from '../../core/errors.ts';
import type { NomadClient } from '../client.ts';
import { attempt, clockFinding, type Finding, fail, failed, ok, warn } from './finding.ts';

/** Nomad signs a task's identities for an audience of its own from here on. */
const oldest = [1, 7] as const;

/** Whether Nomad answers, has a leader, is new enough, and has the right time. Nothing else makes sense where the first fails. */
export async function checkNomad(client: NomadClient): Promise<readonly Finding[]> {
  const { address } = client.connection.config;
  const leader = await attempt(() => client.leader());
  if (leader instanceof DroverError) return [failed('nomad', leader)];
  const findings = [
    leader.body === ''
      ? { ...fail('leader', 'Nomad has no leader', 'nomad operator raft list-peers'), unreachable: true }
      : ok('leader', leader.body),
    clockFinding('clock', 'Nomad', leader.date, Date.now()),
  ];
  return [ok('nomad', `${address} answers`), ...findings, ...(await versionFindings(client))];
}

async function versionFindings(client: NomadClient): Promise<readonly Finding[]> {
  const self = await attempt(() => client.self());
  if (self instanceof DroverError) {
    return [warn('version', 'not told to this token', 'agent { policy = "read" } in a policy of the token shows it')];
  }
  const { Version, Server } = self.config;
  const [major = 0, minor = 0] = Version.Version.split('.').map(Number);
  const isOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
  const version = isOld
    ? fail('version', `Nomad ${Version.Version} is too old`, `upgrade to ${oldest.join('.')} or newer`)
    : ok('version', `Nomad ${Version.Version}`);
  const schedulers = Server?.EnabledSchedulers ?? [];
  if (schedulers.length === 0 || schedulers.includes('sysbatch')) return [version];
  const mend = 'server { enabled_schedulers } in the configuration of the servers has to hold "sysbatch"';
  return [version, fail('scheduler', 'the scheduler for sysbatch jobs is off', mend)];
}
