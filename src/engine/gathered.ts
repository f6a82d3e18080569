import type { FactSource } from '../core/host.ts';

/** What `setup` was asked to gather. */
export interface Gathering {
  readonly subset: readonly string[];
  readonly filter: readonly string[];
}

/** What Ansible always gathers unless `!min` says otherwise (ansible-core 2.18, the setup module's documentation). */
const least = new Set(
  'apparmor caps chroot cmdline date_time distribution dns env fips local lsb pkg_mgr platform python selinux service_mgr ssh_pub_keys user'.split(
    ' ',
  ),
);

/** Whether a fact of that name, without `ansible_`, is gathered. */
export function gatheredBy({ subset, filter }: Gathering, facts: FactSource): (name: string) => boolean {
  const excluded = new Set(subset.filter((each) => each.startsWith('!')).map((each) => each.slice(1)));
  const included = new Set(subset.filter((each) => !each.startsWith('!')));
  const others = (included.size === 0 || included.has('all')) && !excluded.has('all');
  const patterns = filter.filter((pattern) => pattern !== '').map(globPattern);
  return (name) => {
    const group = facts.subsetOf(name) ?? '';
    if (excluded.has(group)) return false;
    if (!(least.has(group) ? !excluded.has('min') : others || included.has(group))) return false;
    return patterns.length === 0 || patterns.some((pattern) => pattern.test(`ansible_${name}`) || pattern.test(name));
  };
}

/** A shell pattern as Python's fnmatch reads it. */
function globPattern(pattern: string): RegExp {
  const source = pattern.replace(/\[!?[^\]]+\]|[\s\S]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return part.length > 1 ? part.replace('[!', '[^') : part.replace(/[\\^$.|+(){}[\]]/, '\\$&');
  });
  return new RegExp(`^(?:${source})$`, 's');
}
