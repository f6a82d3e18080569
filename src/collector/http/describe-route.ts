import { createRoute, type RouteConfig, type z } from '@hono/zod-openapi';
import { problemSchema } from './schemas.ts';

type Method = 'get' | 'post' | 'delete';

const problems = {
  400: 'The request is not as described here',
  401: 'The request names nobody, or someone unknown',
  403: 'Who asks may not do this',
  404: 'There is no such thing',
  409: 'It does not fit what is there',
  413: 'The request is too large',
  415: 'The body is of another kind',
  503: 'Not now: try again',
  507: 'The disk is full',
} as const;

type Problem = keyof typeof problems;

interface Description<P extends string, M extends Method, Q, S extends z.ZodType> {
  readonly method: M;
  readonly path: P;
  readonly summary: string;
  readonly request: Q;
  readonly answer: S;
  /** Beside 400, 401 and 403, which any request may get. */
  readonly refusals?: readonly Problem[];
}

const json = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } });

/** A route of the API with what all have in common. */
export function describeRoute<
  P extends string,
  M extends Method,
  Q extends RouteConfig['request'] & object,
  S extends z.ZodType,
>({ method, path, summary, request, answer, refusals = [] }: Description<P, M, Q, S>) {
  const refused = [400, 401, 403, ...(method === 'post' ? ([415] as const) : []), ...refusals];
  const responses = Object.fromEntries(
    refused.map((status) => [status, { description: problems[status as Problem], content: json(problemSchema) }]),
  );
  return createRoute({
    method,
    path,
    summary,
    request,
    security: [{ token: [] }],
    responses: { ...responses, 200: { description: 'Done', content: json(answer) } },
  });
}
