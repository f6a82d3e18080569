/*
 * Refreshes test/nomad/recordings from a real Nomad: NOMAD_BIN=… sh scripts/node test/nomad/record.ts
 * To be run after a job in jobs/ was changed, and for a new version of Nomad.
 */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Fleet } from './fleet.ts';
import { jobNames, parseJob, register } from './jobs.ts';
import { startMachines } from './machines.ts';
import type { NomadApi } from './nomad-api.ts';
import { publish, publishBase } from './publish.ts';
import { startRealCluster } from './real-cluster.ts';
import { recordRefusals } from './record-refusals.ts';
import { type Document, digestOfJob, jobSource, type Recording, recordings } from './recording.ts';
import { dispatch, runsOf } from './runs.ts';
import { scrub } from './scrub.ts';
import { serveArchive } from './serve-archive.ts';
import { waitFor } from './wait-for.ts';

const directory = mkdtempSync(join(tmpdir(), 'drover-record-'));
const surroundings = await startMachines(directory);
const cluster = await startRealCluster(process.env['NOMAD_BIN'] || 'nomad', surroundings);
const { nomad, registry } = cluster;
try {
  const recording = scrub(await record(), directory);
  writeFileSync(join(recordings, 'nomad.json'), `${JSON.stringify(recording, undefined, 1)}\n`);
} finally {
  await cluster.stop();
  await surroundings.stop();
  rmSync(directory, { recursive: true });
}

async function record(): Promise<Recording> {
  const fleet = new Fleet(join(directory, 'fleet'), 2);
  const commit = fleet.commit();
  publishBase(registry);
  publish(fleet, registry);
  const jobs: Record<string, Recording['jobs'][string]> = {};
  for (const name of jobNames) {
    const job = await parseJob(cluster, name);
    jobs[name] = { digest: digestOfJob(jobSource(name)), job: job as unknown as Document };
    if (name === 'drover' || name === 'drover-drift') await register(cluster, job);
  }
  const events = followEvents(nomad);
  const good = await dispatch(nomad, 'drover', { COMMIT: commit, ROLE: 'chrony' });
  await runsOf(nomad, good);
  const bad = await dispatch(nomad, 'drover', { COMMIT: '0'.repeat(40), ROLE: 'chrony' });
  await runsOf(nomad, bad);
  const identity = await recordIdentity(commit);
  const raw = await recordRaw(commit);
  const timer = await dispatch(nomad, 'drover-drift', { COMMIT: commit, ROLE: 'chrony' });
  await waitFor('a tick', async () => (await list(`/v1/jobs?prefix=${encodeURIComponent(`${timer}/`)}`)).length > 0);
  await cluster.cut('node3');
  const isDown = (event: Document): boolean => JSON.stringify(event).includes('"Status":"down"');
  await waitFor('the end of node3', async () => events.some(isDown));
  const [allocation] = await list(`/v1/job/${encodeURIComponent(good)}/allocations`);
  const refusals = await recordRefusals(nomad, String(allocation?.['ID']));
  return {
    what: cluster.what,
    jobs,
    documents: { ...(await recordDocuments({ good, timer, events })), identity },
    refusals,
    taskEvents: Object.fromEntries(
      (await Promise.all([good, bad, raw].map(taskEventsOf))).flat().map((event) => [String(event['Type']), event]),
    ),
  };
}

/** What a task shows to the collector, read while it runs. */
async function recordIdentity(commit: string): Promise<Document> {
  const job = await dispatch(nomad, 'drover', { COMMIT: commit, ROLE: 'slow', TAGS: 'slow' });
  const pattern = join(directory, 'nomad-node1/alloc/*/drover/secrets/nomad_drover.jwt');
  let tokens: readonly string[] = [];
  await waitFor('an identity', async () => {
    tokens = globSync(pattern);
    return tokens.length > 0;
  });
  const [header, claims] = readFileSync(tokens[0] ?? '', 'utf8')
    .split('.')
    .map(decoded);
  await runsOf(nomad, job);
  return { header, claims };
}

function decoded(part: string, index: number): unknown {
  return index < 2 ? JSON.parse(Buffer.from(part, 'base64url').toString()) : undefined;
}

async function recordRaw(commit: string): Promise<string> {
  const archives = await serveArchive(surroundings, commit);
  const job = await parseJob(cluster, 'drover-raw', { archives: `"${archives.address}"` });
  await register(cluster, { ...job, Constraints: null });
  const raw = await dispatch(nomad, 'drover-raw', { COMMIT: commit, ROLE: 'chrony' });
  await runsOf(nomad, raw);
  archives.close();
  return raw;
}

interface Happened {
  readonly good: string;
  readonly timer: string;
  readonly events: readonly Document[];
}

async function recordDocuments({ good, timer, events }: Happened): Promise<Record<string, Document>> {
  const path = (id: string): string => `/v1/job/${encodeURIComponent(id)}`;
  const [allocation] = await list(`${path(good)}/allocations`);
  const [node] = await list('/v1/nodes');
  const [tick] = await list(`/v1/jobs?prefix=${encodeURIComponent(`${timer}/`)}`);
  const ofTopic = (topic: string): Document => events.find((event) => event['Topic'] === topic) ?? none(topic);
  const { config } = await get('/v1/agent/self');
  const whole = await get(`/v1/allocation/${allocation?.['ID']}`);
  return {
    registered: await nomad.call('POST', '/v1/jobs', { Job: await get(path('drover')) }),
    validated: await nomad.call('POST', '/v1/validate/job', { Job: await get(path('drover')) }),
    dispatched: await nomad.call('POST', `${path('drover')}/dispatch`, { Meta: { COMMIT: '0'.repeat(40), ROLE: 'all' } }),
    timerDispatched: await nomad.call('POST', `${path('drover-drift')}/dispatch`, { Meta: { COMMIT: '0', ROLE: 'all' } }),
    stopped: await nomad.call('DELETE', path(timer)),
    job: await get(path('drover')),
    child: await get(path(good)),
    timer: await get(path(timer)),
    tick: await get(path(String(tick?.['ID']))),
    jobStub: (await list(`/v1/jobs?meta=true&prefix=${encodeURIComponent(good)}`))[0] ?? none('job'),
    evaluation: (await list(`${path(good)}/evaluations`))[0] ?? none('evaluation'),
    allocation: Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'Job')),
    allocationStub: allocation ?? none('allocation'),
    nodeStub: node ?? none('node'),
    node: await get(`/v1/node/${node?.['ID']}`),
    agent: { config: { Version: (config as Document)['Version'], Server: (config as Document)['Server'] } },
    scheduler: await get('/v1/operator/scheduler/configuration'),
    token: await get('/v1/acl/token/self'),
    allocationEvent: ofTopic('Allocation'),
    evaluationEvent: ofTopic('Evaluation'),
    nodeEvent: ofTopic('Node'),
  };
}

async function taskEventsOf(job: string): Promise<readonly Document[]> {
  const states = (await list(`/v1/job/${encodeURIComponent(job)}/allocations`)).map(({ TaskStates }) => TaskStates as Document);
  return states.flatMap((tasks) => Object.values(tasks)).flatMap((task) => (task as { Events: Document[] }).Events);
}

/** Everything that happens from now on. */
function followEvents({ address, token }: NomadApi): readonly Document[] {
  const events: Document[] = [];
  void (async () => {
    const answer = await fetch(`${address}/v1/event/stream`, { headers: { 'X-Nomad-Token': token } });
    let rest = '';
    for await (const chunk of answer.body ?? []) {
      const lines = (rest + Buffer.from(chunk).toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.includes('"Events"')) events.push(...(JSON.parse(line).Events as Document[]));
    }
  })().catch(() => pause(0));
  return events;
}

function get(path: string): Promise<Document> {
  return nomad.call('GET', path);
}

function list(path: string): Promise<readonly Document[]> {
  return nomad.call('GET', path);
}

function none(what: string): never {
  throw new Error(`Nomad has no ${what}`);
}
