import { DroverError } from '../core/errors.ts';
import type { Answer } from './answer.ts';
import { type Challenge, parseChallenges } from './challenges.ts';
import type { Credentials } from './credentials.ts';
import { type Asked, answerError, connectionError } from './registry-error.ts';

/** A request to any server, not only the registry. */
export type Fetch = (
  url: URL,
  options: { readonly method: 'GET' | 'POST'; readonly headers: Record<string, string>; readonly body?: string },
) => Promise<Answer>;

interface Context {
  readonly asked: Asked;
  readonly scopes: readonly string[];
  readonly fetch: Fetch;
}

/**
 * The `Authorization` header that answers a registry's `WWW-Authenticate`; undefined where there is nothing to answer with.
 * @throws DroverError `REGISTRY_UNREACHABLE`, `REGISTRY_DENIED`, `REGISTRY_FAILED` of the token server
 */
export async function authorize(header: string, context: Context): Promise<string | undefined> {
  const challenges = parseChallenges(header);
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearer !== undefined) return `Bearer ${await token(bearer, context)}`;
  const { credentials } = context.asked;
  if (credentials === undefined || credentials.identityToken !== undefined) return undefined;
  return challenges.some(({ scheme }) => scheme === 'basic') ? basic(credentials) : undefined;
}

async function token({ parameters }: Challenge, context: Context): Promise<string> {
  const { asked } = context;
  const realm = parameters.get('realm') ?? '';
  if (!URL.canParse(realm)) {
    throw new DroverError('REGISTRY_FAILED', `Cannot ${asked.act}: the registry ${asked.host} names no token server`);
  }
  const url = new URL(realm);
  const answer = await askForToken(url, parameters.get('service'), context).catch((error: unknown) => {
    throw connectionError(error, { ...asked, host: `${asked.host}, its token server ${url.host}` });
  });
  const text = (await answer.content()).toString('utf8');
  if (answer.status !== 200) throw answerError(answer.status, text, asked);
  const { token, access_token: accessToken } = JSON.parse(text) as { token?: string; access_token?: string };
  return token ?? accessToken ?? '';
}

/** As Docker does: GET with basic authentication, or POST of OAuth 2 where a login left an identity token. */
async function askForToken(realm: URL, service: string | undefined, { asked, scopes, fetch }: Context): Promise<Answer> {
  const { credentials } = asked;
  if (credentials?.identityToken !== undefined) {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: credentials.identityToken,
      client_id: 'drover',
    });
    if (service !== undefined) form.append('service', service);
    form.append('scope', scopes.join(' '));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return await fetch(realm, { method: 'POST', headers, body: form.toString() });
  }
  if (service !== undefined) realm.searchParams.append('service', service);
  for (const scope of scopes) realm.searchParams.append('scope', scope);
  return await fetch(realm, { method: 'GET', headers: credentials === undefined ? {} : { authorization: basic(credentials) } });
}

function basic({ user, password }: Credentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
