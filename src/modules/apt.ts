import { defineModule } from '../core/module.ts';
import { aptProvider } from './package/apt.ts';
import { aptArgs, aptWish } from './package/apt-args.ts';
import { type AptState, applyApt, listsTime, readApt, wantApt } from './package/apt-state.ts';

export const apt = defineModule({
  name: 'ansible.builtin.apt',
  summary: 'Install, upgrade and remove packages with apt',
  args: aptArgs,
  rules: {
    mutuallyExclusive: [['deb', 'package']],
    requiredOneOf: [['autoremove', 'deb', 'package', 'update_cache', 'upgrade']],
  },
  examples: [
    '- apt: { name: [curl, git], update_cache: true, cache_valid_time: 3600 }',
    '- apt: { name: nginx=1.22*, install_recommends: false }',
    '- apt: { upgrade: dist }',
  ],
  read: (host, { args }): Promise<AptState> => readApt(host, args),
  want: ({ args }, before) => wantApt(args, before),
  apply: (host, { args, before, after }) => applyApt(host, args, before, after),
  async predict(host, { args, before, after }) {
    await aptProvider.predict(host, aptWish(args), { before, after });
    if (before.system?.['upgrade'] === 'needed') host.pending('the system would be upgraded');
    const isAboutPackages = Object.keys(before.packages).length > 0;
    return isAboutPackages && before.lists !== undefined ? { ...after, lists: before.lists } : undefined;
  },
  observes: ({ args }) => aptWish(args).updateCache,
  verifies: ({ args }) => !args.clean,
  returns: (host, { args, before }) => ({
    cache_updated: before.lists !== undefined,
    ...(aptWish(args).updateCache ? { cache_update_time: Math.floor(listsTime(host)) } : {}),
  }),
});
