import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Refusal } from '../refusal.ts';

/** Where bugs and disk errors go: the collector's own log. */
export type LogProblem = (error: unknown, path: string) => void;

/** Makes the answer of an exception: a refusal says what it is, a bug goes to the log and says no more than that. */
export function problem(error: unknown, c: Context, log: LogProblem): Response {
  if (error instanceof HTTPException) return c.json({ error: `Cannot read the request: ${error.message}` }, error.status);
  if (!(error instanceof Refusal)) {
    log(error, c.req.path);
    return c.json(
      { error: 'This is a bug in Drover: the collector could not answer', hint: "the collector's log has more" },
      500,
    );
  }
  const { status, message, details } = error;
  if (status >= 500) log(error, c.req.path);
  if (status === 401) c.header('www-authenticate', 'Bearer realm="drover"');
  if (details.retryAfter !== undefined) c.header('retry-after', String(details.retryAfter));
  // What is left of a body that was not read to its end would be taken for the next request.
  if (status === 413) c.header('connection', 'close');
  return c.json({ error: message, hint: details.hint, ...details.receipt }, status);
}
