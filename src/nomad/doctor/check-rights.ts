import { DroverError } from '../../core/errors.ts';
import type { NomadClient } from '../client.ts';
import type { AclToken } from '../documents.ts';
import { attempt, type Finding, fail, failed, isUnreachable, ok, warn } from './finding.ts';

interface Right {
  readonly capability: string;
  /** A call that takes it and changes nothing. */
  readonly try: (client: NomadClient) => Promise<unknown>;
  /** What does not work without it. */
  readonly without: string;
  readonly isNeeded: boolean;
}

/** No job has this name; Nomad looks at the rights before it looks for the job. */
const nobody = 'drover-doctor-asks-for-no-job';

const rights: readonly Right[] = [
  { capability: 'read-job', try: (client) => client.job(nobody), without: 'nothing can be followed', isNeeded: true },
  {
    capability: 'dispatch-job',
    try: (client) => client.dispatch(nobody, {}, nobody),
    without: 'nothing can be dispatched',
    isNeeded: true,
  },
  { capability: 'list-jobs', try: (client) => client.jobs(nobody), without: 'drover drift finds no timers', isNeeded: false },
  { capability: 'node:read', try: (client) => client.nodes(), without: 'hosts that are down are not shown', isNeeded: false },
];

/** What the token is and what it may do, tried out with calls that change nothing. */
export async function checkRights(client: NomadClient): Promise<readonly Finding[]> {
  return [await tokenFinding(client), ...(await Promise.all(rights.map((right) => rightFinding(client, right))))];
}

async function rightFinding(client: NomadClient, right: Right): Promise<Finding> {
  const { capability, without, isNeeded } = right;
  const answer = await attempt(() => right.try(client));
  if (answer instanceof DroverError && isUnreachable(answer)) return failed(capability, answer);
  if (!(answer instanceof DroverError) || answer.code !== 'NOMAD_DENIED') return ok(capability, 'granted');
  return (isNeeded ? fail : warn)(capability, `missing: ${without}`, answer.hint ?? null);
}

async function tokenFinding(client: NomadClient): Promise<Finding> {
  const token = await attempt(() => client.token());
  const isOff = token instanceof DroverError ? /ACL support disabled/i.test(token.message) : token.AccessorID === 'acls-disabled';
  if (isOff) {
    const mend = 'acl { enabled = true } in the configuration of the servers, then nomad acl bootstrap';
    return warn('token', 'ACLs are off: whoever reaches Nomad is root on every node', mend);
  }
  if (token instanceof DroverError) return failed('token', token);
  if (token.AccessorID === 'anonymous') return warn('token', 'none is used', 'set NOMAD_TOKEN');
  const left = token.ExpirationTime ? Date.parse(token.ExpirationTime) - Date.now() : Number.POSITIVE_INFINITY;
  const hours = Math.ceil(left / 3_600_000);
  if (hours <= 24) return warn('token', `"${token.Name}" expires within ${hours} h`, 'nomad acl token create makes a new one');
  return ok('token', `"${token.Name}" may do ${scope(token)}`);
}

function scope({ Type, Policies, Roles }: AclToken): string {
  if (Type === 'management') return 'everything';
  return `what ${[...(Policies ?? []), ...(Roles ?? []).map(({ Name }) => Name)].join(', ')} allows`;
}
