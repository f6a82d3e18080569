import type { Identity } from '../auth/identity.ts';
import type { PageVariables } from '../pages-context.ts';

/** What the middleware adds to a request's context. */
export interface HttpEnvironment {
  Variables: PageVariables & { identity: Identity | undefined };
}
