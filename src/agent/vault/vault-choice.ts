import type { VaultSecret } from '../../language/vault/keyring.ts';

/** Where a run's vault secrets come from, beside what the settings say. */
export interface VaultChoice {
  /** `--vault-id`: `ID@FILE`, or a file. */
  readonly ids: readonly string[];
  /** `--vault-password-file` */
  readonly passwordFiles: readonly string[];
  /** Secrets that are there already, such as those of a Nomad Variable. */
  readonly secrets: readonly { readonly id?: string | undefined; readonly password: VaultSecret['password'] }[];
  /** Why there are none of those, where they were to be had. */
  readonly missing?: string;
  /** Whether a password file that is executable is run, as ansible-playbook does. */
  readonly runsPrograms: boolean;
}

/** No secrets beside those of the environment. */
export const noVault: VaultChoice = { ids: [], passwordFiles: [], secrets: [], runsPrograms: false };
