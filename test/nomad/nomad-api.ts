/** Nomad's HTTP API as the tests ask it: without the product's client, so that the two can be held against each other. */
export interface NomadApi {
  readonly address: string;
  readonly token: string;
  /** The answer's document. @throws Error with what Nomad said where the status is not 200 */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The same with another token. */
  as(token: string): NomadApi;
}

export function nomadApi(address: string, token: string): NomadApi {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${address}${path}`, { method, headers: { 'X-Nomad-Token': token }, ...sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (answer.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text) as T;
  };
  return { address, token, call, as: (other) => nomadApi(address, other) };
}
