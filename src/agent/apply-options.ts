import type { Value } from '../core/value/types.ts';
import type { OpenVault } from '../core/value/vaulted.ts';
import type { Bundle } from './bundle.ts';
import type { SettingSources } from './settings/read-settings.ts';
import type { VaultChoice } from './vault/vault-choice.ts';

/** One run, as the command line or the job asks for it. */
export interface ApplyOptions {
  /** Where settings beside the bundle's own come from. */
  readonly settingSources: SettingSources;
  readonly vault: VaultChoice;
  readonly bundle: string;
  /** Bundle path of the playbook. */
  readonly playbook: string;
  readonly inventory: readonly string[];
  readonly root: string;
  /** The host of the inventory; the machine's own name when absent. */
  readonly host: string | undefined;
  readonly roles: readonly string[] | undefined;
  readonly check: boolean;
  readonly diff: boolean;
  readonly tags: readonly string[];
  readonly skipTags: readonly string[];
  readonly limit: string | undefined;
  /** Of the command line; files that are named there may be encrypted. */
  readonly extraVars: (openVault: OpenVault) => ReadonlyMap<string, Value>;
  readonly startAtTask: string | undefined;
  readonly forceHandlers: boolean;
  /** Whether facts that earlier runs kept count for nothing. */
  readonly flushCache: boolean;
  readonly offline: boolean;
  readonly verbosity: number;
  /** Whether the sink reads what modules return. */
  readonly details: boolean;
  /** The commit that was asked for; the bundle's has to be the same. */
  readonly commit: string | undefined;
  readonly dispatch: string | undefined;
  /** Milliseconds to wait for another run. */
  readonly lockTimeout: number;
  /** A file that gets every event, a line each. */
  readonly report: string | undefined;
  /** Address of the collector that the run reports to. */
  readonly collector: string | undefined;
  /** A file with what the run proves itself to the collector with; without it what the environment has. */
  readonly tokenFile: string | undefined;
  /** Milliseconds after which the run ends by itself. */
  readonly deadline: number | undefined;
  /** Told of what goes wrong beside the run. */
  readonly warn: (message: string) => void;
  /** Where lock, journal and spool lie; on the machine's usual places when absent. */
  readonly stateDirectory: string | undefined;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Told how the bundle's files can be read once it is open, for excerpts; it works inside another root too. */
  readonly onBundle?: ((bundle: Bundle) => void) | undefined;
}
