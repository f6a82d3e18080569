import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Refusal } from '../refusal.ts';

/** Where bugs and disk errors go: the collector's own log. */
export type LogProblem = (error: unknown, path: string) => void;

/** Says whether an exception is more than an answer to whoever asked. */
export function isForLog(error: unknown): boolean {
  if (error instanceof Refusal) return error.status >= 500 && error.details.isLoad !== true;
  return error !== undefined && !(error instanceof HTTPException);
}

/** Makes the answer of an exception: a refusal says what it is, a bug no more than that it is one. */
export function problem(error: unknown, c: Context): Response {
  if (error instanceof HTTPException) return c.json({ error: `Cannot read the request: ${error.message}` }, error.status);
  if (!(error instanceof Refusal)) {
    return c.json(
      { error: 'This is a bug in Drover: the collector could not answer', hint: "the collector's log has more" },
      500,
    );
  }
  const { status, message, details } = error;
  if (status === 401) c.header('www-authenticate', 'Bearer realm="drover"');
  if (details.retryAfter !== undefined) c.header('retry-after', String(details.retryAfter));
  // What is left of a body that was not read to its end would be taken for the next request.
  if (status === 413) c.header('connection', 'close');
  return c.json({ error: message, hint: details.hint, ...details.receipt }, status);
}
