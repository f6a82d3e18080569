import { noVault, type VaultChoice } from '../agent/vault/vault-choice.ts';
import { DroverError } from '../core/errors.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Where an agent's vault secrets come from: with `DROVER_VAULT_VARIABLE` a Nomad Variable. One that cannot be read stops no run
 * that does without: it is warned of, and told again where something encrypted is met.
 */
export async function agentVault(
  environment: Surroundings['environment'],
  warn: (message: string) => void,
): Promise<VaultChoice> {
  const path = environment['DROVER_VAULT_VARIABLE']?.trim();
  if (path === undefined || path === '') return noVault;
  const { vaultVariable } = await import('../nomad/vault-variable.ts');
  try {
    return { ...noVault, secrets: await vaultVariable(path, environment) };
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    warn(error.message);
    return { ...noVault, missing: error.message };
  }
}
