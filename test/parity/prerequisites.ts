import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The parity kit that lies beside the repository. */
export const kit = resolve(root, '../shared/parity/tree/diff-run');

/** The Drover command under test: `$DROVER`, else the built executable. */
export const drover = process.env['DROVER'] ?? resolve(root, 'dist/drover');

/** What is missing for a comparison with real Ansible on this machine, in a person's words; empty when nothing is. */
export function missingForParity(): string[] {
  const executable = drover.split(' ')[0] ?? '';
  return [
    [existsSync(kit), `the parity kit ${kit}`],
    [process.getuid?.() === 0, 'root (chroot and mounts)'],
    [!executable.includes('/') || existsSync(executable), `the executable ${executable} (npm run build, or set DROVER)`],
    [existsSync('/usr/sbin/debootstrap') || existsSync('/usr/bin/debootstrap'), 'debootstrap'],
  ].flatMap(([there, what]) => (there === true ? [] : [String(what)]));
}
