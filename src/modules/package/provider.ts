import type { Host, HostReader, PredictedHost } from '../../core/host.ts';

/** `outdated` is told apart from `present` only where the newest version is asked for. */
export type PackageStatus = 'absent' | 'present' | 'outdated';

export interface PackageState {
  /** By name, as the task writes it. */
  readonly packages: Readonly<Record<string, PackageStatus>>;
}

/** What every package module can ask for; providers extend it with what only their tool knows. */
export interface PackageWish {
  readonly names: readonly string[];
  readonly state: 'present' | 'absent' | 'latest';
  readonly updateCache: boolean;
}

/** One package tool, for the `package` module. */
export interface PackageProvider {
  /** As the fact `pkg_mgr` and the argument `use` name it. */
  readonly name: string;
  /** See the module contract. */
  foresee?(host: HostReader): void;
  read(host: HostReader, wish: PackageWish): Promise<PackageState>;
  apply(host: Host, wish: PackageWish, change: PackageChange): Promise<void>;
  predict(host: PredictedHost, wish: PackageWish, change: PackageChange): Promise<void>;
}

export interface PackageChange {
  readonly before: PackageState;
  readonly after: PackageState;
}

/** The state a wish leads to. */
export function wantPackages(wish: PackageWish, before: PackageState): PackageState {
  const wanted: PackageStatus = wish.state === 'absent' ? 'absent' : 'present';
  return { packages: Object.fromEntries(Object.keys(before.packages).map((name) => [name, wanted])) };
}

export interface PackageWork {
  readonly missing: readonly string[];
  readonly outdated: readonly string[];
  readonly unwanted: readonly string[];
}

/** What is to be installed, upgraded and removed, in the order of the task. */
export function packageWork({ before, after }: PackageChange): PackageWork {
  const work = { missing: [] as string[], outdated: [] as string[], unwanted: [] as string[] };
  for (const [name, status] of Object.entries(before.packages)) {
    if (after.packages[name] === status) continue;
    if (after.packages[name] === 'absent') work.unwanted.push(name);
    else work[status === 'outdated' ? 'outdated' : 'missing'].push(name);
  }
  return work;
}

/** The version of a package that a check run would have removed; the tool itself still knows it. */
export const predictedAbsent = '';

/** Notes what installing and removing leaves unknown, and answers the list of packages that would be installed then. */
export function predictPackages(
  host: PredictedHost,
  change: PackageChange,
  installed: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const work = packageWork(change);
  const predicted = new Map(installed);
  for (const name of work.unwanted) predicted.set(name, predictedAbsent);
  for (const name of [...work.missing, ...work.outdated]) predicted.set(name, 'pending');
  for (const name of work.missing) host.pending(`package ${name} would be installed`);
  for (const name of work.outdated) host.pending(`package ${name} would be upgraded`);
  for (const name of work.unwanted) host.pending(`package ${name} would be removed`);
  return predicted;
}
