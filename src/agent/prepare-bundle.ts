import type { Diagnostic } from '../core/diagnostic.ts';
import type { Settings } from '../core/settings/honoured.ts';
import type { Bundle } from './bundle.ts';
import { readSettings, type SettingSources } from './settings/read-settings.ts';
import { openKeyring } from './vault/open-keyring.ts';
import type { VaultChoice } from './vault/vault-choice.ts';

export interface PreparedBundle {
  readonly settings: Settings;
  /** What is wrong with the settings, or worth a warning. */
  readonly findings: readonly Diagnostic[];
}

/**
 * Reads a bundle's settings, and from then on it opens what ansible-vault encrypted.
 * @param environment the process's own, with Drover's variables
 * @throws DroverError `USAGE` for a password file that was asked for and gives none
 */
export function prepareBundle(
  bundle: Bundle,
  sources: SettingSources,
  vault: VaultChoice,
  environment: Readonly<Record<string, string | undefined>>,
): PreparedBundle {
  const findings: Diagnostic[] = [];
  const settings = readSettings(bundle, sources, (finding) => void findings.push(finding));
  bundle.unlock(openKeyring(bundle, settings, vault, environment));
  return { settings, findings };
}
