import type { NomadClient } from './client.ts';
import { fitsConstraint, resolveTarget } from './constraint.ts';
import type { Constraint, Job, Node, NodeStub, Task } from './documents.ts';

/** A node that the job is meant for. */
export interface ExpectedHost {
  readonly host: string;
  readonly node: string;
  /** Why Nomad will place nothing there now; undefined for a node that is fine. */
  readonly obstacle: string | undefined;
}

/** How many nodes are asked for at once. */
const width = 8;

/**
 * The nodes of a job's datacenters, pool and constraints, those that are down among them: as far as Nomad tells.
 * @param nodes the nodes as they are listed
 */
export async function expectedHosts(
  client: NomadClient,
  job: Job,
  nodes: readonly NodeStub[],
  signal: AbortSignal,
): Promise<ExpectedHost[]> {
  const constraints = constraintsOf(job);
  const name = hostNameOf(job);
  const near = nodes.filter((node) => isNear(job, node));
  const known = needsDetails(constraints, name)
    ? await inGroups(near, (node) => client.node(node.ID, signal))
    : near.map((node): Node => ({ ...node, Attributes: null, Meta: null }));
  return known
    .filter((node) => constraints.every((constraint) => fitsConstraint(constraint, node) !== false))
    .map((node) => ({ host: resolveTarget(name, node) ?? node.Name, node: node.ID, obstacle: obstacleOf(node, tasksOf(job)) }));
}

/** Of the job, its groups and their tasks. */
function constraintsOf(job: Job): Constraint[] {
  const ofGroups = (job.TaskGroups ?? []).flatMap(({ Constraints }) => Constraints ?? []);
  return [...(job.Constraints ?? []), ...ofGroups, ...tasksOf(job).flatMap(({ Constraints }) => Constraints ?? [])];
}

export function tasksOf({ TaskGroups }: Job): readonly Task[] {
  return (TaskGroups ?? []).flatMap(({ Tasks }) => Tasks ?? []);
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: Nomad's way to write it
const nodeName = '${node.unique.name}';

/** What the job calls a node in the inventory: the agent's `DROVER_HOST`. */
function hostNameOf(job: Job): string {
  return tasksOf(job).find(({ Env }) => Env?.['DROVER_HOST'])?.Env?.['DROVER_HOST'] ?? nodeName;
}

/** The list of nodes holds neither attributes nor meta. */
function needsDetails(constraints: readonly Constraint[], name: string): boolean {
  return [name, ...constraints.flatMap(({ LTarget, RTarget }) => [LTarget, RTarget])].some((target) =>
    /^\$\{(attr|meta)\./.test(target),
  );
}

function isNear({ Datacenters, NodePool }: Job, node: NodeStub): boolean {
  const isInPool = NodePool === undefined || NodePool === '' || NodePool === 'all' || NodePool === node.NodePool;
  return isInPool && (Datacenters ?? ['*']).some((pattern) => globbed(pattern, node.Datacenter));
}

/** A datacenter may be written with `*` for any characters. */
function globbed(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(text);
}

function obstacleOf(node: NodeStub, tasks: readonly Task[]): string | undefined {
  if (node.Status === 'down') return 'the node is down';
  if (node.Status !== 'ready') return `the node is ${node.Status}`;
  if (node.Drain) return 'the node is being drained';
  if (node.SchedulingEligibility !== 'eligible') return 'the node is not eligible for scheduling';
  for (const { Driver } of tasks) {
    const driver = node.Drivers?.[Driver];
    if (driver?.Detected !== true) return `the node has no ${Driver} driver`;
    if (!driver.Healthy) return `the node's ${Driver} driver is unhealthy: ${driver.HealthDescription}`;
  }
  return undefined;
}

async function inGroups<T, R>(all: readonly T[], ask: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let at = 0; at < all.length; at += width) answers.push(...(await Promise.all(all.slice(at, at + width).map(ask))));
  return answers;
}
