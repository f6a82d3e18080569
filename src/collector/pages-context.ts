import type { Reader, RunRow } from './model.ts';

/** What a token allows; `admin` allows everything. */
export const scopes = ['report', 'read', 'dispatch', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Who asks. */
export interface Session {
  /** What a person calls the token or the identity; undefined where the collector runs without authentication. */
  readonly name: string | undefined;
  readonly scopes: readonly Scope[];
}

/**
 * What every request carries in its Hono context (`c.get('nonce')`). Of `/login` and `/assets/…`, which anyone may see,
 * the session is undefined; every other page is asked for by someone who may `read`, the rest are sent to `/login?next=…`.
 */
export interface PageVariables {
  readonly session: Session | undefined;
  /** For `<style nonce>` and `<script nonce>`: the policy admits no other inline ones. Files under `/assets/` are admitted. */
  readonly nonce: string;
}

export interface PageEnvironment {
  Variables: PageVariables;
}

/**
 * What the pages are made from. `src/collector/pages/index.ts` exports `pages(context): Hono<PageEnvironment>`. It is mounted last
 * at `/`, so that its own `all('*')` may answer "not found".
 *
 * The pages render `GET /login`: a form that posts the fields `token` and `next` (a path of this server) to `/login`. What comes back is 303
 * to `next`, or to `/login?error=refused&next=…`. `POST /logout` with no fields ends the session, 303 to `/login`. Both
 * POSTs, `/api/…`, `/metrics` and `/healthz` are not the pages'.
 */
export interface PagesContext {
  readonly reader: Reader;
  /** Of Drover. */
  readonly version: string;
  /** False where the collector runs without authentication: there is nothing to log out of. */
  readonly hasLogin: boolean;
  /**
   * Address of the live events (server-sent), undefined where pages are exported to files and nothing is live. Takes `?run=`, `?host=` or
   * `?dispatch=` (one value each). Every message is `event: run` with a RunRow as JSON; `event: refresh` with `{}` where more changed
   * than is told. Messages about one run come at most twice a second.
   */
  readonly eventsUrl: string | undefined;
}

/** The data of `event: run`. */
export type RunMessage = RunRow;
