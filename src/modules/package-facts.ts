import { choice, strings } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import type { HostReader } from '../core/host.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';
import { didYouMean } from '../core/suggest.ts';
import { managers, type PackageFact } from './package-facts/managers.ts';

export const packageFacts = defineAction({
  name: 'ansible.builtin.package_facts',
  summary: 'Gather the installed packages as facts',
  args: {
    manager: strings({ default: ['auto'], doc: `Package managers to ask: auto, ${Object.keys(managers).join(', ')}` }),
    strategy: choice('first', 'all')({ default: 'first', doc: 'Whether one manager that is there is enough' }),
  },
  examples: ['- package_facts:', '- package_facts: { manager: "{{ ansible_facts.pkg_mgr }}" }'],
  effect: 'look',
  async run(host, { manager, strategy }): Promise<ActionOutcome> {
    const there = asked(host, manager).filter((name) => managers[name]?.isThere(host));
    const used = strategy === 'first' ? there.slice(0, 1) : there;
    if (used.length === 0) {
      throw new DroverError(
        'HOST_MISSING',
        `Cannot gather package facts: the host has none of ${asked(host, manager).join(', ')}`,
      );
    }
    const packages = new Map<string, PackageFact[]>();
    for (const name of used) for (const [of, found] of await byName(host, name)) packages.set(of, found);
    return { result: { ansible_facts: { packages: Object.fromEntries(packages) } } };
  },
});

/** `auto` asks the host's own manager first. */
function asked(host: HostReader, names: readonly string[]): string[] {
  const known = Object.keys(managers);
  const own = String(host.facts.get('pkg_mgr'));
  const all = names.flatMap((name) =>
    name === 'auto' ? [...known.filter((each) => each === own), ...known] : [name.toLowerCase()],
  );
  const unknown = all.find((name) => !known.includes(name));
  if (unknown === undefined) return [...new Set(all)];
  throw new DroverError('MODULE_ARGS', `Cannot gather facts of the packages of "${unknown}": Drover asks ${known.join(', ')}`, {
    hint: didYouMean(unknown, known),
  });
}

async function byName(host: HostReader, manager: string): Promise<Map<string, PackageFact[]>> {
  const packages = new Map<string, PackageFact[]>();
  for (const found of (await managers[manager]?.list(host)) ?? []) {
    packages.set(found.name, [...(packages.get(found.name) ?? []), found]);
  }
  return packages;
}
