import type { DispatchRow, HostRow, Page, TaskDetail, TaskRow } from '../../src/collector/model.ts';
import type { Scope } from '../../src/collector/pages-context.ts';
import type { StartedCollector } from './cluster.ts';

/** What the collector tells and shows, to the holder of the administrator's token. */
export class View {
  readonly #address: string;
  readonly #token: string;

  constructor({ address, token }: StartedCollector) {
    this.#address = address;
    this.#token = token;
  }

  /** An answer of its API. */
  async ask<T>(path: string): Promise<T> {
    return JSON.parse(await this.#send(`/api/v1${path}`)) as T;
  }

  /** A page, as HTML. */
  page(path: string): Promise<string> {
    return this.#send(path);
  }

  async newestDispatch(): Promise<DispatchRow> {
    const { items } = await this.ask<Page<DispatchRow>>('/dispatches');
    if (items[0] === undefined) throw new Error('The collector knows of no dispatch');
    return items[0];
  }

  /** `node1 in-sync` and so on, by name. */
  async states(): Promise<readonly string[]> {
    return (await this.ask<Page<HostRow>>('/hosts')).items.map(({ host, state }) => `${host} ${state}`);
  }

  /** What the last run of a host changed, or would change: its first template. */
  async changedTemplate(host: string): Promise<TaskDetail> {
    const { lastRun } = await this.ask<HostRow>(`/hosts/${host}`);
    const { items } = await this.ask<Page<TaskRow>>(`/runs/${lastRun?.run}/tasks?limit=200`);
    const changed = items.find(({ result, module }) => result === 'changed' && module.endsWith('template'));
    return this.ask<TaskDetail>(`/runs/${lastRun?.run}/tasks/${changed?.number}`);
  }

  /** A token with these scopes and no more. */
  async newToken(name: string, ...scopes: readonly Scope[]): Promise<string> {
    const body = JSON.stringify({ name, scopes });
    return (JSON.parse(await this.#send('/api/v1/tokens', { method: 'POST', body })) as { readonly token: string }).token;
  }

  async #send(path: string, asked: { readonly method?: string; readonly body?: string } = {}): Promise<string> {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${this.#address}${path}`, { ...asked, headers });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`);
    return body;
  }
}
