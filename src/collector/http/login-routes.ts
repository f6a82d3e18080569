import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { newSecret, secretHash } from '../auth/secret.ts';
import type { Database } from '../store/database.ts';
import { tokenWithHash } from '../store/tokens-table.ts';
import type { Writer } from '../store/writer.ts';
import type { HttpEnvironment } from './environment.ts';

const cookie = 'drover_session';
/** Seconds: a working day and a half. */
const sessionLength = 12 * 3600;

/** The secret of the browser's session, if it has one. */
export function sessionSecret(c: Context): string | undefined {
  return getCookie(c, cookie);
}

/** Where the pages' form posts a token to, and where a session ends. */
export function addLoginRoutes(app: Hono<HttpEnvironment>, reading: Database, writer: Writer): void {
  app.post('/login', async (c) => {
    const { token, next } = await c.req.parseBody();
    const path = localPath(next);
    const known = typeof token === 'string' ? tokenWithHash(reading, secretHash(token.trim()), Date.now()) : undefined;
    if (known === undefined) return c.redirect(`/login?error=refused&next=${encodeURIComponent(path)}`, 303);
    const secret = newSecret();
    const expires = Math.min(Date.now() + sessionLength * 1000, known.expires ?? Number.MAX_SAFE_INTEGER);
    await writer.call('createSession', { hash: secretHash(secret), token: known.id, expires });
    setCookie(c, cookie, secret, { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure(c), maxAge: sessionLength });
    return c.redirect(path, 303);
  });
  app.post('/logout', async (c) => {
    const secret = sessionSecret(c);
    if (secret !== undefined) await writer.call('endSession', { hash: secretHash(secret) });
    deleteCookie(c, cookie, { path: '/' });
    return c.redirect('/login', 303);
  });
}

/** A path of this server, never of another: browsers read `//host` and `/\host` as addresses of one. */
function localPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[^\p{Cc}]*$/u.test(next) ? next : '/';
}

function isSecure(c: Context): boolean {
  return c.req.header('x-forwarded-proto') === 'https' || c.req.url.startsWith('https:');
}
