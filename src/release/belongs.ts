/** What stands beside a fleet in its repository, and is no part of it. Everything else is the bundle's. */
const outside: readonly RegExp[] = [
  // Settings of Git, editors, linters and CI.
  /^\./,
  /^(docs?|tests?|molecule)\//,
  /^[^/]+\.(md|rst|adoc)$/i,
  /^(licen[cs]e|copying|notice|authors|makefile|justfile|dockerfile|containerfile|vagrantfile)[^/]*$/i,
  // The release writes its own.
  /^COMMIT$/,
  // A role's documentation and its tests.
  /^(.+\/)?roles\/[^/]+\/(readme[^/]*$|molecule\/|tests\/)/i,
];

/** Whether a file of the repository belongs into the bundle, by its path. */
export function belongs(path: string): boolean {
  return !outside.some((pattern) => pattern.test(path));
}
