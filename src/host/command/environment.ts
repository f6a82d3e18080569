import { defaultSearchPath } from '../paths.ts';

/** Variables that speak to the agent's own executable and would break the host's programs. */
const ownVariables: ReadonlySet<string> = new Set(['LD_LIBRARY_PATH', 'LD_PRELOAD', 'NODE_OPTIONS', 'NODE_PATH', 'PKG_EXECPATH']);

/**
 * What the host's programs get to see: the environment of the agent, as Ansible's chroot connection hands on that
 * of the controller, and a PATH that has the usual directories.
 */
export function hostEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !ownVariables.has(name)) result[name] = value;
  }
  const { PATH: searchPath = '' } = result;
  const directories = searchPath.split(':').filter((directory) => directory !== '');
  const missing = defaultSearchPath.split(':').filter((directory) => !directories.includes(directory));
  return { ...result, PATH: [...directories, ...missing].join(':') };
}
