import { DroverError } from '../../core/errors.ts';
import type { HostReader } from '../../core/host.ts';

/** The programs that a host has for its accounts: the shadow suite's, or busybox's where that is all there is. */
export type AccountTools = 'shadow' | 'busybox';

/** @throws DroverError `HOST_MISSING` where the host has neither */
export function accountTools(host: HostReader, shadowProgram: string, busyboxProgram: string): AccountTools {
  if (host.which(shadowProgram) !== undefined) return 'shadow';
  if (host.which(busyboxProgram) !== undefined) return 'busybox';
  throw new DroverError(
    'HOST_MISSING',
    `Cannot change the host's accounts: it has neither ${shadowProgram} nor ${busyboxProgram}`,
    {
      hint: 'install the package shadow (Debian: passwd)',
    },
  );
}
