import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, exists, lines } from './read.ts';

/** What the kernel and /etc/selinux say; no library is needed for it. */
export const selinuxFacts: FactGroup = {
  collector: 'selinux',
  names: ['selinux', 'selinux_python_present'],
  gather: ({ files }) => ({ selinux: state(files), selinux_python_present: true }),
};

export const apparmorFacts: FactGroup = {
  collector: 'apparmor',
  names: ['apparmor'],
  gather: ({ files }) => ({
    apparmor: { status: exists(files, '/sys/kernel/security/apparmor') ? 'enabled' : 'disabled' },
  }),
};

export const fipsFacts: FactGroup = {
  collector: 'fips',
  names: ['fips'],
  gather: ({ files }) => ({ fips: content(files, '/proc/sys/crypto/fips_enabled') === '1' }),
};

function state(files: FactContext['files']): Facts {
  const enforce = content(files, '/sys/fs/selinux/enforce');
  if (enforce === undefined) return { status: 'disabled' };
  const configured = lines(files, '/etc/selinux/config');
  const setting = (name: string): string | undefined =>
    configured
      .find((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .trim();
  return {
    status: 'enabled',
    policyvers: Number(content(files, '/sys/fs/selinux/policyvers') ?? 0),
    config_mode: setting('SELINUX') ?? 'unknown',
    mode: enforce === '1' ? 'enforcing' : 'permissive',
    type: setting('SELINUXTYPE') ?? 'unknown',
  };
}
