import type { PackageWish } from './provider.ts';

export interface AptWish extends PackageWish {
  /** The way of an upgrade of the whole system. */
  readonly upgrade?: 'no' | 'yes' | 'safe' | 'full' | 'dist';
  readonly purge?: boolean;
  readonly autoremove?: boolean;
  readonly autoclean?: boolean;
  readonly onlyUpgrade?: boolean;
  readonly fixBroken?: boolean;
  readonly failOnAutoremove?: boolean;
  readonly defaultRelease?: string | undefined;
  readonly installRecommends?: boolean | undefined;
  readonly force?: boolean;
  readonly allowUnauthenticated?: boolean;
  readonly allowDowngrade?: boolean;
  readonly allowChangeHeldPackages?: boolean;
  readonly dpkgOptions?: string;
  readonly policyRcD?: number | undefined;
  readonly lockTimeout?: number;
  readonly updateRetries?: number;
}

/** A package as a task names it: `foo`, `foo=1.2*`, `foo>=1.2`. */
export interface PackageSpec {
  readonly name: string;
  readonly comparison: '=' | '>=' | undefined;
  readonly version: string;
}

export function parsePackageSpec(written: string): PackageSpec {
  const [, name = written, comparison, version = ''] = /^(.*?)(>?=)(.*)$/s.exec(written) ?? [];
  return { name, comparison: comparison as PackageSpec['comparison'], version };
}

const when = (asked: boolean | undefined, ...words: string[]): string[] => (asked === true ? words : []);

/** The words that any changing apt-get command starts with. */
export function aptWords(wish: AptWish): string[] {
  const dpkgOptions = (wish.dpkgOptions ?? 'force-confdef,force-confold').split(',').filter((option) => option !== '');
  return [
    '-y',
    ...dpkgOptions.flatMap((option) => ['-o', `Dpkg::Options::=--${option}`]),
    ...(wish.lockTimeout === undefined ? [] : ['-o', `DPkg::Lock::Timeout=${wish.lockTimeout}`]),
    ...when(wish.force, '--force-yes'),
  ];
}

/** The words for what may be installed, and from where. */
export function installWords(wish: AptWish): string[] {
  const recommends = { true: 'yes', false: 'no' }[String(wish.installRecommends)];
  return [
    ...when(wish.onlyUpgrade, '--only-upgrade'),
    ...when(wish.fixBroken, '--fix-broken'),
    ...when(wish.autoremove, '--auto-remove'),
    ...when(wish.failOnAutoremove, '--no-remove'),
    ...(wish.defaultRelease === undefined ? [] : ['-t', wish.defaultRelease]),
    ...(recommends === undefined ? [] : ['-o', `APT::Install-Recommends=${recommends}`]),
    ...when(wish.allowUnauthenticated, '--allow-unauthenticated'),
    ...when(wish.allowDowngrade, '--allow-downgrades'),
    ...when(wish.allowChangeHeldPackages, '--allow-change-held-packages'),
  ];
}

export function removeWords(wish: AptWish): string[] {
  return [
    ...when(wish.purge, '--purge'),
    ...when(wish.autoremove, '--auto-remove'),
    ...when(wish.allowChangeHeldPackages, '--allow-change-held-packages'),
  ];
}
