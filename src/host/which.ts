import type { HostReader } from '../core/host.ts';

/**
 * The first executable file of that name on a search path; a program named with a slash is looked at where it says.
 *
 * @param searchPath directories with colons between them
 */
export function which(host: Pick<HostReader, 'stat'>, program: string, searchPath: string): string | undefined {
  if (program.includes('/')) return isProgram(host, program) ? program : undefined;
  for (const directory of searchPath.split(':')) {
    if (!directory.startsWith('/')) continue;
    const path = `${directory.replace(/\/+$/, '')}/${program}`;
    if (isProgram(host, path)) return path;
  }
  return undefined;
}

function isProgram(host: Pick<HostReader, 'stat'>, path: string): boolean {
  const stat = host.stat(path);
  return stat?.type === 'file' && (stat.mode & 0o111) !== 0;
}
