import type { HostFilter, RunFilter } from '../../model.ts';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where each page is. Names come from reports and may hold anything, so each is one escaped part of the path. */
export const links = {
  hosts: (filter: HostFilter = {}, cursor?: string) => withQuery('/', { ...filter, cursor }),
  host: (name: string, cursor?: string) => withQuery(`/hosts/${encodeURIComponent(name)}`, { cursor }),
  runs: (filter: RunFilter = {}, cursor?: string) => withQuery('/runs', { ...filter, cursor }),
  run: (run: string, query: Query = {}) => withQuery(`/runs/${encodeURIComponent(run)}`, query),
  task: (run: string, number: number) => `/runs/${encodeURIComponent(run)}/tasks/${number}`,
  compare: (a: string, b: string) => withQuery('/compare', { a, b }),
  dispatches: (cursor?: string) => withQuery('/dispatches', { cursor }),
  dispatch: (id: string) => `/dispatches/${encodeURIComponent(id)}`,
  drift: (span?: string) => withQuery('/drift', { span }),
} as const;

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`;
}
