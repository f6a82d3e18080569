import { posix } from 'node:path';
import type { Controller } from '../../core/controller.ts';
import { DroverError } from '../../core/errors.ts';
import type { Settings } from '../../core/settings/honoured.ts';
import { Keyring, type KeyringOptions, type VaultSecret } from '../../language/vault/keyring.ts';
import { readPassword } from './password-file.ts';
import type { VaultChoice } from './vault-choice.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Wanted {
  readonly id: string;
  readonly path: string;
  /** Whether the command line or the agent's environment asked for it: then it has to be there. */
  readonly isNeeded: boolean;
}

/**
 * The secrets of a run, in Ansible's order: `vault_identity_list`, `--vault-id`, `--vault-password-file`,
 * `vault_password_file`, with what Drover's own environment adds. A file that only the settings name may be missing: it is
 * told of when something encrypted is met. To be called before the process changes its root.
 * @throws DroverError `USAGE` for a file that was asked for and gives no password
 */
export function openKeyring(controller: Controller, settings: Settings, choice: VaultChoice, environment: Environment): Keyring {
  const { vaultIdentity: identity, vaultIdMatch: matchIds } = settings;
  const options: KeyringOptions = { identity, matchIds };
  const secrets: VaultSecret[] = choice.secrets.map(({ id = identity, password }) => ({ id, password }));
  const given = environment['DROVER_VAULT_PASSWORD'];
  if (given !== undefined && given !== '') secrets.push({ id: identity, password: given.trim() });
  const missing: string[] = choice.missing === undefined ? [] : [choice.missing];
  const run = choice.runsPrograms ? (command: string) => controller.pipe(command, controller.directory) : undefined;
  for (const file of filesOf(controller, settings, choice, environment)) {
    try {
      secrets.push({ id: file.id, password: readPassword(file, { run, keyring: new Keyring(secrets, options) }) });
    } catch (error) {
      if (file.isNeeded || !(error instanceof DroverError)) throw error;
      missing.push(error.message);
    }
  }
  return new Keyring(secrets, { ...options, missing: missing.length === 0 ? undefined : missing.join('; ') });
}

function filesOf(controller: Controller, settings: Settings, choice: VaultChoice, environment: Environment): Wanted[] {
  const { vaultIdentity, vaultIdentityList, vaultPasswordFile } = settings;
  const inBundle = (path: string) => posix.resolve(controller.directory, path);
  const own = environment['DROVER_VAULT_PASSWORD_FILE'];
  return [
    ...vaultIdentityList.map((written) => withId(written, vaultIdentity, inBundle, false)),
    ...choice.ids.map((written) => withId(written, vaultIdentity, (path) => posix.resolve(path), true)),
    ...[...choice.passwordFiles, ...(own ? [own] : [])].map((path) => ({
      id: vaultIdentity,
      path: posix.resolve(path),
      isNeeded: true,
    })),
    ...(vaultPasswordFile === undefined ? [] : [{ id: vaultIdentity, path: inBundle(vaultPasswordFile), isNeeded: false }]),
  ].map((file) => ({ ...file, path: atHome(file.path, environment) }));
}

/** `ID@FILE`, or a file alone. */
function withId(written: string, fallback: string, complete: (path: string) => string, isNeeded: boolean): Wanted {
  const at = written.indexOf('@');
  const id = at < 0 ? '' : written.slice(0, at);
  const path = written.slice(at + 1);
  if (path === 'prompt' || path === 'prompt_ask_vault_pass') {
    throw new DroverError('USAGE', `Cannot use the vault ID "${written}": a run asks no one for a password`, {
      hint: 'name a file with the password after the @',
    });
  }
  return { id: id === '' ? fallback : id, path: path.startsWith('~/') ? path : complete(path), isNeeded };
}

function atHome(path: string, environment: Environment): string {
  return path.startsWith('~/') ? posix.join(environment['HOME'] ?? '/root', path.slice(2)) : path;
}
