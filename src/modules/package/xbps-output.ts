/** An xbps package name and its version with revision, `libstdc++-13.2.0_2`. */
export interface XbpsPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * Splits a pkgver at the last hyphen before the version: `tzdata-2024a_1` is `tzdata`, `gtk+3-3.24.41_1` is `gtk+3`. A
 * version has a digit and ends in `_` and the revision (xbps 0.60, `xbps_pkg_name`).
 */
export function splitPkgver(pkgver: string): XbpsPackage | undefined {
  const hyphen = pkgver.lastIndexOf('-');
  const version = pkgver.slice(hyphen + 1);
  if (hyphen <= 0 || !/\d.*_\d+$/.test(version)) return undefined;
  return { name: pkgver.slice(0, hyphen), version };
}

/**
 * `xbps-query -l`: state letters, pkgver padded to the widest, description. Only packages whose state is installed (`ii`) or
 * unpacked (`uu`) count: both have their files on the host.
 */
export function parseInstalled(output: string): Map<string, string> {
  const installed = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [state, pkgver = ''] = line.split(/\s+/, 2);
    const found = state === 'ii' || state === 'uu' ? splitPkgver(pkgver) : undefined;
    if (found !== undefined) installed.set(found.name, found.version);
  }
  return installed;
}

/** `xbps-install -un`: one package a line, `pkgver action arch repository installed-size download-size`; held ones stay. */
export function parseUpdates(output: string): Map<string, string> {
  const updates = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [pkgver = '', action] = line.split(' ');
    const found = action === 'update' || action === 'install' ? splitPkgver(pkgver) : undefined;
    if (found !== undefined) updates.set(found.name, found.version);
  }
  return updates;
}
