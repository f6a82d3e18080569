import type { Command } from 'commander';
import type { SettingSources } from '../agent/settings/read-settings.ts';
import type { VaultChoice } from '../agent/vault/vault-choice.ts';
import { codeOf } from '../host/io-error.ts';
import type { Surroundings } from './surroundings.ts';
import { several } from './words.ts';

export interface VaultFlags {
  readonly vaultId?: string[];
  readonly vaultPasswordFile?: string[];
}

/** Adds the options that say where passwords for ansible-vault are. */
export function addVaultFlags(command: Command): Command {
  return command
    .option('--vault-password-file <file>', 'file with the password of ansible-vault, or a program that prints it', several)
    .option('--vault-id <id@file>', 'the same for a vault ID', several);
}

export function vaultChoice({ vaultId, vaultPasswordFile }: VaultFlags): VaultChoice {
  return { ids: vaultId ?? [], passwordFiles: vaultPasswordFile ?? [], secrets: [], runsPrograms: true };
}

/** What a person runs heeds the variables that ansible-playbook heeds. */
export function settingSources({ environment }: Surroundings): SettingSources {
  return { environment, workingDirectory: workingDirectory() };
}

/** The root where the directory has been removed meanwhile. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '/';
    throw error;
  }
}
