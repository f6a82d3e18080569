import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/drover.ts';
import type { NomadApi } from './nomad-api.ts';

/** Somebody with a token that has one of the project's policies, and nothing else. */
export async function holder(nomad: NomadApi, policy: 'dispatch' | 'operator' | 'collector'): Promise<NomadApi> {
  const rules = readFileSync(join(repository, 'jobs/policies', `${policy}.hcl`), 'utf8');
  await nomad.call('POST', `/v1/acl/policy/drover-${policy}`, { Name: `drover-${policy}`, Rules: rules });
  const asked = { Name: policy, Type: 'client', Policies: [`drover-${policy}`] };
  const { SecretID } = await nomad.call<{ readonly SecretID: string }>('POST', '/v1/acl/token', asked);
  return nomad.as(SecretID);
}
