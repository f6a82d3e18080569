import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { NomadClient } from '../../../../src/nomad/client.ts';
import type { Collector } from '../../../../src/nomad/collector.ts';
import { doctor } from '../../../../src/nomad/doctor/doctor.ts';
import { type Finding, ok } from '../../../../src/nomad/doctor/finding.ts';
import type { NodeStub } from '../../../../src/nomad/documents.ts';
import { connectionTo, nomadServer, type Route } from '../nomad-server.ts';
import { recorded } from '../recorded.ts';

export const directory = mkdtempSync(join(tmpdir(), 'drover-doctor-'));
writeFileSync(join(directory, 'drover.nomad.hcl'), '# Runs.\njob "drover" {\n}\n');
afterAll(() => rmSync(directory, { recursive: true }));

export const task = {
  Name: 'drover',
  Driver: 'docker',
  Config: { image: 'r.example/drover:x', cap_add: ['chown'] },
  Env: null,
  Constraints: null,
};
export const job = { ...recorded().job, TaskGroups: [{ Name: 'host', Constraints: null, Tasks: [task] }] };
export const docker = {
  Detected: true,
  Healthy: true,
  HealthDescription: 'Healthy',
  Attributes: { 'driver.docker.volumes.enabled': 'true' },
};
export const nodes = recorded().nodes.map((node): NodeStub => ({ ...node, Drivers: { docker } }));
/** Where the Docker plugin is set up, as findings say it. */
export const plugin = 'in the client\'s configuration, plugin "docker" { config';
export const notFound: Route = { status: 404, body: 'job not found' };
export const denied: Route = { status: 403, body: 'Permission denied' };
export const probe = 'drover-doctor-asks-for-no-job';

export const well: Record<string, Route> = {
  'GET /v1/status/leader': { body: '"127.0.0.1:4647"' },
  'GET /v1/agent/self': { body: { config: { Version: { Version: '2.0.6' }, Server: { EnabledSchedulers: null } } } },
  'GET /v1/acl/token/self': {
    body: { AccessorID: 'a', Name: 'alice', Type: 'client', Policies: ['drover-operator'], Roles: null },
  },
  [`GET /v1/job/${probe}`]: notFound,
  [`POST /v1/job/${probe}/dispatch`]: { status: 500, body: 'parameterized job not found' },
  'GET /v1/jobs': { body: [] },
  'GET /v1/nodes': { body: nodes },
  'GET /v1/operator/scheduler/configuration': {
    body: {
      SchedulerConfig: {
        PreemptionConfig: { SysBatchSchedulerEnabled: true },
        PauseEvalBroker: false,
        RejectJobRegistration: false,
      },
    },
  },
  'GET /v1/job/drover': { body: job },
  'GET /v1/job/drover-drift': { body: { ...job, ID: 'drover-drift' } },
  'GET /v1/job/drover-collector': { body: { ...job, ID: 'drover-collector' } },
  'GET /v1/job/drover/submission': { body: { Source: '# Runs.\njob "drover" {\n}', Format: 'hcl2' } },
};

interface Surroundings {
  readonly collector?: Collector;
  readonly token?: string;
}

export async function findings(
  change: Record<string, Route> = {},
  { collector, token = 'secret' }: Surroundings = {},
): Promise<Finding[]> {
  const nomad = await nomadServer({ ...well, ...change });
  const client = new NomadClient(connectionTo(nomad, token === '' ? {} : { NOMAD_TOKEN: token }));
  const asked: Finding[] = [];
  const checkImage = async (image: string) => [ok('registry', image)];
  for await (const finding of doctor(client, { jobs: directory, collector, checkImage })) asked.push(finding);
  return asked;
}

export const bad = (all: readonly Finding[]) =>
  all
    .filter(({ status }) => status !== 'ok')
    .map(({ status, check, message, mend }) => `${status} ${check}: ${message} | ${mend}`);

/** A collector that is well. */
export const collecting: Record<string, Route> = {
  'GET /healthz': { body: 'ok' },
  'GET /api/v1/hosts': { body: { items: [], cursor: null } },
};
