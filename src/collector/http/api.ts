import { OpenAPIHono } from '@hono/zod-openapi';
import type { ZodError } from 'zod';
import type { Reader } from '../model.ts';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/database.ts';
import type { Writer } from '../store/writer.ts';
import type { HttpEnvironment } from './environment.ts';
import { addEventsRoute } from './events-route.ts';
import type { Gate } from './gate.ts';
import { guardApi } from './guard.ts';
import type { Live } from './live.ts';
import { addReadRoutes } from './read-routes.ts';
import { addReportRoute } from './report-route.ts';
import { addTokenRoutes } from './token-routes.ts';
import { addWriteRoutes } from './write-routes.ts';

export interface ApiParts {
  readonly reader: Reader;
  readonly reading: Database;
  readonly writer: Writer;
  readonly gate: Gate;
  readonly live: Live;
  readonly version: string;
}

const base = '/api/v1';

/** The JSON API under `/api/v1`, which describes itself at `/api/v1/openapi.json`. */
export function api({ reader, reading, writer, gate, live, version }: ApiParts): OpenAPIHono<HttpEnvironment> {
  const routes = new OpenAPIHono<HttpEnvironment>({
    defaultHook: (result) => {
      if (!result.success) throw invalid(result.error as ZodError, result.target);
    },
  });
  // Anyone may read how to ask.
  routes.get('/openapi.json', (c) => c.json(description(routes, version)));
  routes.use(guardApi);
  addReadRoutes(routes, reader);
  addWriteRoutes(routes, writer);
  addTokenRoutes(routes, reading, writer);
  addReportRoute(routes, writer, gate);
  addEventsRoute(routes, live);
  refuseOtherMethods(routes);
  routes.all('*', (c) => {
    throw new Refusal(404, `Cannot answer ${c.req.path}: the API has no such address`, { hint: `see ${base}/openapi.json` });
  });
  return routes;
}

function description(routes: OpenAPIHono<HttpEnvironment>, version: string): object {
  routes.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  return routes.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Drover collector',
      version,
      description:
        'Reports of runs, and what they say of hosts. Two addresses speak something else than JSON and are not described below. ' +
        "POST /api/v1/reports takes a part of a report: lines of JSON, gzip'd, the head and then events; it answers with how many " +
        'events of the run it has (409: send from there on). GET /api/v1/events tells of runs as they go on (server-sent ' +
        'events: "run" with a Run, "refresh"), of one run, host or dispatch where ?run=, ?host= or ?dispatch= says so.',
    },
    servers: [{ url: base }],
  });
}

/** Answers 405 for every address of the API, whatever else is asked of it. */
function refuseOtherMethods(routes: OpenAPIHono<HttpEnvironment>): void {
  const methods = new Map<string, string[]>();
  for (const { method, path } of routes.routes) {
    if (method !== 'ALL') methods.set(path, [...new Set([...(methods.get(path) ?? []), method])]);
  }
  for (const [path, allowed] of methods) {
    routes.all(path, (c) => {
      c.header('allow', allowed.join(', '));
      throw new Refusal(405, `Cannot ${c.req.method} ${c.req.path}: it answers ${allowed.join(', ')}`);
    });
  }
}

function invalid({ issues: [issue] }: ZodError, target: string): Refusal {
  const place = issue === undefined || issue.path.length === 0 ? target : issue.path.join('.');
  return new Refusal(400, `Cannot read the request: ${place}: ${issue?.message ?? 'it is not as described'}`, {
    hint: `see ${base}/openapi.json`,
  });
}
