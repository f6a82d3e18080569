import { DroverError } from '../../core/errors.ts';
import type { NomadClient } from '../client.ts';
import type { Job, NodeStub, Task } from '../documents.ts';
import { tasksOf } from '../expected-hosts.ts';
import { attempt, type Finding, fail, ok, warn } from './finding.ts';

/** What is said of one node. Nodes of which the same is said share a line. */
type Verdict = Pick<Finding, 'status' | 'message' | 'mend'>;

/** Names that are shown of nodes that share a line. */
const shown = 5;

const plugin = 'in the client\'s configuration, plugin "docker" { config';

/** Whether the nodes are up and can start the job's task as it wants to be started. */
export async function checkNodes(client: NomadClient, job: Job | undefined): Promise<readonly Finding[]> {
  const nodes = await attempt(() => client.nodes());
  if (nodes instanceof DroverError) return [warn('nodes', nodes.message, nodes.hint ?? null)];
  if (nodes.length === 0) return [fail('nodes', 'Nomad has no node', 'nomad agent -config … starts a client')];
  const task = job === undefined ? undefined : tasksOf(job)[0];
  const groups = Map.groupBy(nodes, (node) => JSON.stringify(verdict(node, task)));
  return [...groups].map(([said, those]) => {
    const { status, message, mend } = JSON.parse(said) as Verdict;
    return { check: 'nodes', status, message: `${names(those)}: ${message}`, mend, unreachable: false };
  });
}

function verdict(node: NodeStub, task: Task | undefined): Verdict {
  if (node.Status !== 'ready')
    return warn('', `${node.Status}, a dispatch shows it as silent`, 'nomad node status shows since when');
  if (node.Drain || node.SchedulingEligibility !== 'eligible') {
    return warn('', 'not eligible, a dispatch shows it as silent', 'nomad node eligibility -enable NODE');
  }
  return driverVerdict(node, task?.Driver ?? 'docker', task?.Config ?? {});
}

function driverVerdict({ Drivers, Version }: NodeStub, name: string, config: Readonly<Record<string, unknown>>): Verdict {
  const driver = Drivers?.[name];
  if (driver?.Detected !== true) {
    const mend = name === 'docker' ? 'nomad job dispatch -meta COMMIT=… -meta ROLE=docker drover-raw installs Docker' : null;
    return fail('', `no ${name} driver`, mend);
  }
  if (!driver.Healthy)
    return fail(
      '',
      `the ${name} driver is unhealthy: ${driver.HealthDescription}`,
      'systemctl status docker, or sv status docker, there',
    );
  const has = (attribute: string) => driver.Attributes?.[`driver.docker.${attribute}`] === 'true';
  if (name === 'docker' && !has('volumes.enabled'))
    return fail('', 'Docker volumes are off', `${plugin} { volumes { enabled = true } } }`);
  if (name === 'docker' && config['privileged'] === true && !has('privileged.enabled')) {
    return fail('', 'the job is privileged, which the node forbids', `${plugin} { allow_privileged = true } }`);
  }
  return ok('', `ready, ${name} is healthy, Nomad ${Version}${capabilityNote(config)}`);
}

/** Which capabilities a client lets containers have is in its configuration only. */
function capabilityNote({ cap_add: capabilities }: Readonly<Record<string, unknown>>): string {
  return Array.isArray(capabilities) && capabilities.length > 0
    ? `; Nomad does not tell whether allow_caps has ${capabilities.join(', ')}`
    : '';
}

function names(nodes: readonly NodeStub[]): string {
  const sorted = nodes.map(({ Name }) => Name).sort();
  const more = sorted.length - shown;
  return more > 0 ? `${sorted.slice(0, shown).join(', ')} and ${more} more` : sorted.join(', ');
}
