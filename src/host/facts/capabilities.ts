import type { FactContext, FactGroup, Facts } from './context.ts';

/** What capsh (libcap) says of this process; `N/A` where the host has none. */
export const capabilityFacts: FactGroup = {
  collector: 'caps',
  names: ['system_capabilities', 'system_capabilities_enforced'],
  gather,
  asksPrograms: true,
};

function gather({ ask }: FactContext): Facts {
  const answer = ask('capsh', ['--print']);
  if (answer?.code !== 0) return { system_capabilities: 'N/A', system_capabilities_enforced: 'N/A' };
  return parseCapabilities(answer.stdout);
}

/** `Current: =ep cap_sys_resource-ep`: what stands after the equals sign, cut at commas, as ansible-core 2.18 does. */
export function parseCapabilities(output: string): Facts {
  const current = /^Current:(.*)$/m.exec(output)?.[1]?.trim();
  if (current === undefined) return { system_capabilities: [], system_capabilities_enforced: 'NA' };
  if (current === '=ep') return { system_capabilities: [], system_capabilities_enforced: 'False' };
  const named = (current.split('=')[1] ?? '').split(',').map((name) => name.trim());
  return { system_capabilities: named, system_capabilities_enforced: 'True' };
}
