import { type Args, boolean, choice, int, path, string, strings } from '../../core/args.ts';
import { DroverError } from '../../core/errors.ts';
import type { AptWish } from './apt-wish.ts';

/** The arguments of the apt module, all that ansible-core 2.18 documents. */
export const aptArgs = {
  package: strings({ aliases: ['name', 'pkg'], doc: 'Packages: `foo`, `foo=1.2*`, `foo>=1.2`, `foo*`' }),
  state: choice('absent', 'build-dep', 'latest', 'present', 'fixed')({ default: 'present', doc: 'Wanted state' }),
  update_cache: boolean({ aliases: ['update-cache'], doc: 'Fetch the package lists first' }),
  cache_valid_time: int({ default: 0, doc: 'Fetch the lists only if they are older than these seconds' }),
  update_cache_retries: int({ default: 5, doc: 'How often a download is tried again' }),
  update_cache_retry_max_delay: int({ default: 12, doc: 'Has no effect: apt itself waits between the tries' }),
  upgrade: choice('dist', 'full', 'no', 'safe', 'yes')({ default: 'no', doc: 'Upgrade the whole system, always with apt-get' }),
  purge: boolean({ default: false, doc: 'Remove configuration files as well' }),
  autoremove: boolean({ default: false, doc: 'Remove dependencies that nothing needs any more' }),
  autoclean: boolean({ default: false, doc: 'Remove downloaded packages that are no longer to be had' }),
  clean: boolean({ default: false, doc: 'Remove all downloaded packages' }),
  deb: path({ doc: 'A package file on the host' }),
  default_release: string({ aliases: ['default-release'], doc: 'Release to take packages from' }),
  install_recommends: boolean({ aliases: ['install-recommends'], doc: 'Whether recommended packages are installed' }),
  only_upgrade: boolean({ default: false, doc: 'Install nothing that is not installed' }),
  fail_on_autoremove: boolean({ default: false, doc: 'Fail where packages would have to be removed' }),
  force: boolean({ default: false, doc: 'Pass --force-yes' }),
  force_apt_get: boolean({ default: false, doc: 'Has no effect: aptitude is never used' }),
  allow_unauthenticated: boolean({
    default: false,
    aliases: ['allow-unauthenticated'],
    doc: 'Accept packages without a signature',
  }),
  allow_downgrade: boolean({
    default: false,
    aliases: ['allow-downgrade', 'allow_downgrades', 'allow-downgrades'],
    doc: 'Allow older versions than the installed ones',
  }),
  allow_change_held_packages: boolean({ default: false, doc: 'Allow changes of packages on hold' }),
  dpkg_options: string({ default: 'force-confdef,force-confold', doc: 'Options for dpkg, with commas' }),
  lock_timeout: int({ default: 60, doc: 'Seconds to wait for the lock of the package database' }),
  policy_rc_d: int({ doc: 'Exit code of policy-rc.d while packages are installed' }),
} as const;
export type AptArgs = Args<typeof aptArgs>;

/** @throws DroverError `UNSUPPORTED` for build dependencies */
export function aptWish(given: AptArgs): AptWish {
  if (given.state === 'build-dep')
    throw new DroverError('UNSUPPORTED', 'Cannot install build dependencies: state=build-dep is not supported');
  return {
    names: given.package ?? [],
    state: given.state === 'fixed' ? 'present' : given.state,
    updateCache: given.update_cache === true || given.cache_valid_time > 0,
    upgrade: given.package?.includes('*') && given.state === 'latest' ? 'yes' : given.upgrade,
    purge: given.purge,
    autoremove: given.autoremove,
    autoclean: given.autoclean,
    onlyUpgrade: given.only_upgrade,
    fixBroken: given.state === 'fixed',
    failOnAutoremove: given.fail_on_autoremove,
    defaultRelease: given.default_release,
    installRecommends: given.install_recommends,
    force: given.force,
    allowUnauthenticated: given.allow_unauthenticated,
    allowDowngrade: given.allow_downgrade,
    allowChangeHeldPackages: given.allow_change_held_packages,
    dpkgOptions: given.dpkg_options,
    lockTimeout: given.lock_timeout,
    policyRcD: given.policy_rc_d,
    updateRetries: given.update_cache_retries,
  };
}
