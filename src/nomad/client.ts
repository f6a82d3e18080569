import { type Answer, Connection } from './connection.ts';
import type {
  AclToken,
  AgentSelf,
  Allocation,
  Dispatched,
  Evaluation,
  Job,
  JobStub,
  Node,
  NodeStub,
  SchedulerConfiguration,
  Submission,
} from './documents.ts';
import type { NomadConfig } from './nomad-config.ts';

/** What Drover asks of Nomad, each with the ACL capability that it takes. Every call throws DroverError `NOMAD_…`. */
export class NomadClient {
  readonly connection: Connection;

  constructor(connection: Connection | NomadConfig) {
    this.connection = connection instanceof Connection ? connection : new Connection(connection);
  }

  /** Address of the leader; empty where there is none. */
  leader(signal?: AbortSignal): Promise<Answer<string>> {
    return this.#get('/v1/status/leader', "ask for Nomad's leader", 'a token', {}, signal);
  }

  async self(): Promise<AgentSelf> {
    return (await this.#get<AgentSelf>('/v1/agent/self', "ask for Nomad's version", 'agent:read')).body;
  }

  async token(): Promise<AclToken> {
    return (await this.#get<AclToken>('/v1/acl/token/self', 'look up the ACL token', 'a token')).body;
  }

  async scheduler(): Promise<SchedulerConfiguration> {
    const path = '/v1/operator/scheduler/configuration';
    return (await this.#get<SchedulerConfiguration>(path, "read the scheduler's configuration", 'operator:read')).body;
  }

  async job(id: string, signal?: AbortSignal): Promise<Job> {
    return (await this.#get<Job>(jobPath(id), `read job "${id}"`, 'read-job', {}, signal)).body;
  }

  /** Jobs whose IDs begin so, with their meta. */
  async jobs(prefix: string): Promise<readonly JobStub[]> {
    return (await this.#get<readonly JobStub[]>('/v1/jobs', `list the jobs ${prefix}…`, 'list-jobs', { prefix, meta: 'true' }))
      .body;
  }

  async submission(id: string, version: number): Promise<Submission> {
    const query = { version: String(version) };
    return (await this.#get<Submission>(jobPath(id, '/submission'), `read the text of job "${id}"`, 'read-job', query)).body;
  }

  async evaluations(job: string, signal?: AbortSignal): Promise<readonly Evaluation[]> {
    const path = jobPath(job, '/evaluations');
    return (await this.#get<readonly Evaluation[]>(path, `follow job "${job}"`, 'read-job', {}, signal)).body;
  }

  async allocations(job: string, signal?: AbortSignal): Promise<readonly Allocation[]> {
    const path = jobPath(job, '/allocations');
    return (await this.#get<readonly Allocation[]>(path, `follow job "${job}"`, 'read-job', {}, signal)).body;
  }

  /** The end of what a task has written to its standard output. @param length in bytes */
  async log(allocation: string, task: string, length: number, signal: AbortSignal): Promise<string> {
    const call = {
      path: `/v1/client/fs/logs/${allocation}`,
      query: { task, type: 'stdout', origin: 'end', offset: String(length), plain: 'true' },
      what: `read the log of allocation ${allocation}`,
      capability: 'read-logs',
      repeatable: true,
    };
    return this.connection.text(call, signal);
  }

  /** @param filter an expression, as `nomad node status -filter` takes it */
  async nodes(signal?: AbortSignal, filter?: string): Promise<readonly NodeStub[]> {
    const query = filter === undefined ? {} : { filter };
    return (await this.#get<readonly NodeStub[]>('/v1/nodes', 'list the nodes', 'node:read', query, signal)).body;
  }

  async node(id: string, signal?: AbortSignal): Promise<Node> {
    return (await this.#get<Node>(`/v1/node/${id}`, `read node ${id}`, 'node:read', {}, signal)).body;
  }

  /** @param token a request with the same token, sent again, starts nothing */
  async dispatch(id: string, meta: Readonly<Record<string, string>>, token: string): Promise<Dispatched> {
    const call = {
      method: 'POST',
      path: jobPath(id, '/dispatch'),
      query: { idempotency_token: token },
      body: { JobID: id, Meta: meta },
      what: `dispatch job "${id}"`,
      capability: 'dispatch-job',
      repeatable: true,
    } as const;
    return (await this.connection.call<Dispatched>(call)).body;
  }

  /** Stops a job; one that is stopped stays so. */
  async stop(id: string): Promise<void> {
    await this.connection.call({
      method: 'DELETE',
      path: jobPath(id),
      what: `stop job "${id}"`,
      capability: 'submit-job (or deregister-job)',
      repeatable: true,
    });
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  #get<T>(
    path: string,
    what: string,
    capability: string,
    query: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<Answer<T>> {
    return this.connection.call<T>({ path, what, capability, query, repeatable: true }, signal);
  }
}

/** IDs of dispatched jobs hold slashes, which have to be written so. */
function jobPath(id: string, rest = ''): string {
  return `/v1/job/${encodeURIComponent(id)}${rest}`;
}
