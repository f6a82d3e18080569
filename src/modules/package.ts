import { type Args, boolean, choice, string, strings } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { defineModule } from '../core/module.ts';
import { apkProvider } from './package/apk.ts';
import { aptProvider } from './package/apt.ts';
import { type PackageProvider, type PackageState, type PackageWish, wantPackages } from './package/provider.ts';
import { xbpsProvider } from './package/xbps.ts';

const args = {
  name: strings({ required: true, aliases: ['pkg'], doc: 'Packages, as the package tool of the host names them' }),
  state: choice('present', 'absent', 'latest', 'installed', 'removed')({ required: true, doc: 'Wanted state of the packages' }),
  use: string({ default: 'auto', doc: 'Package tool, in place of the one that the fact pkg_mgr names' }),
  update_cache: boolean({ doc: 'Fetch the package lists before installing; what the tool does by itself unless given' }),
} as const;

interface ToolState extends PackageState {
  readonly tool: string;
}

export const packageModule = defineModule({
  name: 'ansible.builtin.package',
  summary: 'Install, upgrade and remove packages with the package tool of the host',
  args,
  examples: ['- package: { name: [curl, git], state: present }', '- package: { name: telnet, state: absent }'],
  foresee: (host) => known(String(host.facts.get('pkg_mgr')))?.foresee?.(host),
  async read(host, { args: given }): Promise<ToolState> {
    const provider = providerNamed(given.use === 'auto' ? String(host.facts.get('pkg_mgr')) : given.use);
    return { tool: provider.name, ...(await provider.read(host, wishOf(given, provider.name))) };
  },
  want: ({ args: given }, before): ToolState => ({ tool: before.tool, ...wantPackages(wishOf(given, before.tool), before) }),
  apply: (host, change) => providerNamed(change.before.tool).apply(host, wishOf(change.args, change.before.tool), change),
  predict: (host, change) => providerNamed(change.before.tool).predict(host, wishOf(change.args, change.before.tool), change),
});

function wishOf(given: Args<typeof args>, tool: string): PackageWish {
  const state = { installed: 'present', removed: 'absent', present: 'present', absent: 'absent', latest: 'latest' } as const;
  return { names: given.name, state: state[given.state], updateCache: given.update_cache ?? tool === 'xbps' };
}

function known(name: string): PackageProvider | undefined {
  return [xbpsProvider, apkProvider, aptProvider].find((each) => name === each.name || name.endsWith(`.${each.name}`));
}

function providerNamed(name: string): PackageProvider {
  const found = known(name);
  if (found !== undefined) return found;
  throw new DroverError('HOST_MISSING', `Cannot manage packages with "${name}": Drover knows xbps, apk and apt`, {
    hint: 'name the package tool with "use"',
  });
}
