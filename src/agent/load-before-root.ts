/**
 * Loads what a run may need late, while its files can still be read: after the chroot the sources' own packages are out
 * of reach. The compiled executable has everything inside.
 */
export async function loadBeforeRoot(): Promise<void> {
  if (process.getBuiltinModule('node:sea').isSea()) return;
  await import('execa');
}
