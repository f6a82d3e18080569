import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Reader } from '../model.ts';
import { describeRoute } from './describe-route.ts';
import type { HttpEnvironment } from './environment.ts';
import { found } from './missing.ts';
import * as parameters from './parameters.ts';
import * as schemas from './schemas.ts';

const week = 7 * 86_400_000;

/** What the API answers from the database. */
export function addReadRoutes(api: OpenAPIHono<HttpEnvironment>, reader: Reader): void {
  addHostRoutes(api, reader);
  addRunRoutes(api, reader);
  addDispatchRoutes(api, reader);
}

function addHostRoutes(api: OpenAPIHono<HttpEnvironment>, reader: Reader): void {
  const { hostSchema, hostDetailSchema, hostCountsSchema, driftSchema, pageSchema } = schemas;
  const { hostsQuery, hostParams, driftQuery } = parameters;
  const hosts = { method: 'get', path: '/hosts', summary: 'Hosts by name', request: { query: hostsQuery } } as const;
  api.openapi(describeRoute({ ...hosts, answer: pageSchema(hostSchema) }), (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    return c.json(reader.hosts(filter, limit, cursor), 200);
  });
  const counts = { method: 'get', path: '/host-counts', summary: 'How many hosts are in each state', request: {} } as const;
  api.openapi(describeRoute({ ...counts, answer: hostCountsSchema }), (c) => c.json(reader.hostCounts(), 200));
  const host = {
    method: 'get',
    path: '/hosts/{host}',
    summary: 'A host and its facts',
    request: { params: hostParams },
  } as const;
  api.openapi(describeRoute({ ...host, answer: hostDetailSchema, refusals: [404] }), (c) => {
    const { host: name } = c.req.valid('param');
    return c.json({ ...found(reader.host(name), 'host', name), facts: reader.facts(name) ?? null }, 200);
  });
  const drift = { method: 'get', path: '/drift', summary: 'Drift over time', request: { query: driftQuery } } as const;
  api.openapi(describeRoute({ ...drift, answer: driftSchema }), (c) => {
    const { to = Date.now(), from = to - week, points } = c.req.valid('query');
    return c.json({ items: reader.drift(from, Math.max(from, to), points) }, 200);
  });
}

function addRunRoutes(api: OpenAPIHono<HttpEnvironment>, reader: Reader): void {
  const { runSchema, runDetailSchema, taskSchema, taskDetailSchema, pairSchema, pageSchema } = schemas;
  const { runsQuery, runParams, tasksQuery, taskParams, compareQuery, pairParams } = parameters;
  const runs = { method: 'get', path: '/runs', summary: 'Runs, the newest first', request: { query: runsQuery } } as const;
  api.openapi(describeRoute({ ...runs, answer: pageSchema(runSchema) }), (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    return c.json(reader.runs(filter, limit, cursor), 200);
  });
  const run = { method: 'get', path: '/runs/{run}', summary: 'A run and its warnings', request: { params: runParams } } as const;
  api.openapi(describeRoute({ ...run, answer: runDetailSchema, refusals: [404] }), (c) => {
    const { run: id } = c.req.valid('param');
    return c.json({ ...found(reader.run(id), 'run', id), warnings: reader.warnings(id) }, 200);
  });
  const taskList = { path: '/runs/{run}/tasks', summary: "A run's tasks in the order they ran" } as const;
  const tasks = { method: 'get', ...taskList, request: { params: runParams, query: tasksQuery } } as const;
  api.openapi(describeRoute({ ...tasks, answer: pageSchema(taskSchema), refusals: [404] }), (c) => {
    const { run: id } = c.req.valid('param');
    const { limit, cursor, ...filter } = c.req.valid('query');
    found(reader.run(id), 'run', id);
    return c.json(reader.tasks(id, filter, limit, cursor), 200);
  });
  const taskPlace = { path: '/runs/{run}/tasks/{number}', summary: 'A task with its diff, items and result' } as const;
  const task = { method: 'get', ...taskPlace, request: { params: taskParams } } as const;
  api.openapi(describeRoute({ ...task, answer: taskDetailSchema, refusals: [404] }), (c) => {
    const { run: id, number } = c.req.valid('param');
    const { diff, changes, items, ...detail } = found(reader.task(id, number), 'task', `${id}/${number}`);
    return c.json({ ...detail, diff: plain(diff), changes: plain(changes), items: plain(items) }, 200);
  });
  const pairPlace = { path: '/runs/{run}/compare/{other}', summary: 'The tasks of two runs side by side' } as const;
  const pairs = { method: 'get', ...pairPlace, request: { params: pairParams, query: compareQuery } } as const;
  api.openapi(describeRoute({ ...pairs, answer: pageSchema(pairSchema), refusals: [404] }), (c) => {
    const { run: left, other } = c.req.valid('param');
    const { limit, cursor, different } = c.req.valid('query');
    return c.json(
      found(reader.compare(left, other, { onlyDifferent: different }, limit, cursor), 'run', `${left} or ${other}`),
      200,
    );
  });
}

function addDispatchRoutes(api: OpenAPIHono<HttpEnvironment>, reader: Reader): void {
  const { dispatchSchema, dispatchHostSchema, pageSchema } = schemas;
  const { dispatchesQuery, dispatchParams, dispatchHostsQuery } = parameters;
  const list = {
    method: 'get',
    path: '/dispatches',
    summary: 'Dispatches, the newest first',
    request: { query: dispatchesQuery },
  } as const;
  api.openapi(describeRoute({ ...list, answer: pageSchema(dispatchSchema) }), (c) => {
    const { limit, cursor } = c.req.valid('query');
    return c.json(reader.dispatches(limit, cursor), 200);
  });
  const place = {
    method: 'get',
    path: '/dispatches/{dispatch}',
    summary: 'A dispatch',
    request: { params: dispatchParams },
  } as const;
  api.openapi(describeRoute({ ...place, answer: dispatchSchema, refusals: [404] }), (c) => {
    const { dispatch } = c.req.valid('param');
    return c.json(found(reader.dispatch(dispatch), 'dispatch', dispatch), 200);
  });
  const hostsPlace = { path: '/dispatches/{dispatch}/hosts', summary: 'Who was to report, and who did' } as const;
  const hosts = { method: 'get', ...hostsPlace, request: { params: dispatchParams, query: dispatchHostsQuery } } as const;
  api.openapi(describeRoute({ ...hosts, answer: pageSchema(dispatchHostSchema), refusals: [404] }), (c) => {
    const { dispatch } = c.req.valid('param');
    const { limit, cursor, ...filter } = c.req.valid('query');
    found(reader.dispatch(dispatch), 'dispatch', dispatch);
    return c.json(reader.dispatchHosts(dispatch, filter, limit, cursor), 200);
  });
}

/** Objects as the description has them, whatever their fields. */
function plain(objects: readonly object[]): Record<string, unknown>[] {
  return objects.map((each) => ({ ...each }));
}
