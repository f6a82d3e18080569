/** What is read of Nomad's documents (API of Nomad 2.0; the names are Nomad's own). Numbers of time are nanoseconds. */

/** `GET /v1/job/:id` */
export interface Job {
  readonly ID: string;
  readonly ParentID: string;
  readonly Type: string;
  readonly Status: 'pending' | 'running' | 'dead';
  readonly Stop: boolean;
  readonly Version: number;
  readonly Datacenters: readonly string[] | null;
  readonly NodePool?: string;
  readonly Constraints: readonly Constraint[] | null;
  readonly Meta: Readonly<Record<string, string>> | null;
  readonly ParameterizedJob: {
    readonly Payload: string;
    readonly MetaRequired: readonly string[] | null;
    readonly MetaOptional: readonly string[] | null;
  } | null;
  readonly Periodic: Periodic | null;
  readonly TaskGroups: readonly TaskGroup[] | null;
  readonly SubmitTime: number;
}

export interface Periodic {
  readonly Enabled: boolean;
  readonly Spec: string;
  readonly Specs?: readonly string[] | null;
  readonly TimeZone: string;
}

interface TaskGroup {
  readonly Name: string;
  readonly Constraints: readonly Constraint[] | null;
  readonly Tasks: readonly Task[] | null;
}

export interface Task {
  readonly Name: string;
  readonly Driver: string;
  readonly Config: Readonly<Record<string, unknown>> | null;
  readonly Env: Readonly<Record<string, string>> | null;
  readonly Constraints: readonly Constraint[] | null;
}

export interface Constraint {
  readonly LTarget: string;
  readonly RTarget: string;
  readonly Operand: string;
}

/** `GET /v1/jobs` */
export interface JobStub {
  readonly ID: string;
  readonly ParentID: string;
  readonly Status: 'pending' | 'running' | 'dead';
  readonly Stop: boolean;
  readonly SubmitTime: number;
  readonly Meta?: Readonly<Record<string, string>> | null;
}

/** `POST /v1/job/:id/dispatch`; of a periodic job, and of a repeated request, it names no evaluation. */
export interface Dispatched {
  readonly DispatchedJobID: string;
  readonly EvalID: string;
  readonly JobCreateIndex: number;
}

/** `GET /v1/job/:id/submission`: the text a job was registered with. */
export interface Submission {
  readonly Source: string;
  readonly Format: string;
}

/** `GET /v1/job/:id/evaluations`, and an event of the topic Evaluation. */
export interface Evaluation {
  readonly ID: string;
  readonly JobID: string;
  readonly Status: 'blocked' | 'pending' | 'complete' | 'failed' | 'canceled';
  readonly StatusDescription: string;
  readonly FailedTGAllocs: Readonly<Record<string, PlacementMetric>> | null;
  readonly ModifyIndex: number;
}

/** Why a task group did not fit everywhere. */
export interface PlacementMetric {
  readonly NodesEvaluated: number;
  readonly NodesFiltered: number;
  readonly NodesInPool: number;
  readonly NodePool: string;
  readonly NodesAvailable: Readonly<Record<string, number>> | null;
  readonly ConstraintFiltered: Readonly<Record<string, number>> | null;
  readonly NodesExhausted: number;
  readonly DimensionExhausted: Readonly<Record<string, number>> | null;
  readonly CoalescedFailures: number;
}

/** `GET /v1/job/:id/allocations`, and an event of the topic Allocation. */
export interface Allocation {
  readonly ID: string;
  readonly JobID: string;
  readonly NodeID: string;
  readonly NodeName: string;
  readonly DesiredStatus: 'run' | 'stop' | 'evict';
  readonly DesiredDescription: string;
  readonly ClientStatus: 'pending' | 'running' | 'complete' | 'failed' | 'lost' | 'unknown';
  readonly ClientDescription: string;
  readonly TaskStates: Readonly<Record<string, TaskState>> | null;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
  readonly CreateTime: number;
  readonly ModifyTime: number;
}

export interface TaskState {
  readonly State: 'pending' | 'running' | 'dead';
  readonly Failed: boolean;
  /** RFC 3339; null where that has not come yet. */
  readonly StartedAt: string | null;
  readonly FinishedAt: string | null;
  readonly Events: readonly TaskEvent[] | null;
}

export interface TaskEvent {
  readonly Type: string;
  readonly Time: number;
  readonly DisplayMessage: string;
  readonly Details: Readonly<Record<string, string>> | null;
}

/** `GET /v1/nodes` */
export interface NodeStub {
  readonly ID: string;
  readonly Name: string;
  readonly Datacenter: string;
  readonly NodePool: string;
  readonly NodeClass: string;
  readonly Version: string;
  readonly Drain: boolean;
  readonly SchedulingEligibility: 'eligible' | 'ineligible';
  readonly Status: 'initializing' | 'ready' | 'down' | 'disconnected';
  readonly Drivers: Readonly<Record<string, DriverInfo | null>> | null;
}

export interface DriverInfo {
  readonly Attributes: Readonly<Record<string, string>> | null;
  readonly Detected: boolean;
  readonly Healthy: boolean;
  readonly HealthDescription: string;
}

/** `GET /v1/node/:id` */
export interface Node extends NodeStub {
  readonly Attributes: Readonly<Record<string, string>> | null;
  readonly Meta: Readonly<Record<string, string>> | null;
}

/** `GET /v1/operator/scheduler/configuration` */
export interface SchedulerConfiguration {
  readonly SchedulerConfig: {
    readonly PreemptionConfig: { readonly SysBatchSchedulerEnabled: boolean };
    readonly PauseEvalBroker: boolean;
    readonly RejectJobRegistration: boolean;
  };
}

/** `GET /v1/agent/self` */
export interface AgentSelf {
  readonly config: {
    readonly Version: { readonly Version: string };
    /** What of the schedulers is on, where the configuration says it. */
    readonly Server?: { readonly EnabledSchedulers: readonly string[] | null } | null;
  };
}

/** `GET /v1/acl/token/self` */
export interface AclToken {
  /** `anonymous` where none was sent, `acls-disabled` where none is needed. */
  readonly AccessorID: string;
  readonly Name: string;
  readonly Type: 'client' | 'management';
  readonly Policies: readonly string[] | null;
  readonly Roles: readonly { readonly Name: string }[] | null;
  /** RFC 3339. */
  readonly ExpirationTime?: string | null;
}

/** A line of `GET /v1/event/stream`; one without events says that the connection lives. */
export interface EventBatch {
  readonly Index?: number;
  readonly Events?: readonly StreamEvent[];
}

export interface StreamEvent {
  readonly Topic: string;
  readonly Type: string;
  readonly Index: number;
  readonly Payload: {
    readonly Evaluation?: Evaluation;
    readonly Allocation?: Allocation;
  };
}
