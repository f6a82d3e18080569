import type { Reader } from '../model.ts';
import type { Database } from '../store/database.ts';
import { compareRuns } from './compare-runs.ts';
import { readDispatch, readDispatches, readDispatchHosts } from './read-dispatches.ts';
import { readDrift } from './read-drift.ts';
import { readFacts, readHost, readHostCounts, readHosts } from './read-hosts.ts';
import { readRun, readRuns, readWarnings } from './read-runs.ts';
import { readTask, readTasks } from './read-tasks.ts';

/** Reads the collector's database. */
export function sqlReader(database: Database): Reader {
  return {
    hosts: (...given) => readHosts(database, ...given),
    hostCounts: () => readHostCounts(database),
    host: (name) => readHost(database, name),
    facts: (host) => readFacts(database, host),
    runs: (...given) => readRuns(database, ...given),
    run: (id) => readRun(database, id),
    warnings: (run) => readWarnings(database, run),
    tasks: (...given) => readTasks(database, ...given),
    task: (...given) => readTask(database, ...given),
    // The only one that asks several times.
    compare: (...given) => database.snapshot(() => compareRuns(database, ...given)),
    dispatches: (...given) => readDispatches(database, ...given),
    dispatch: (id) => readDispatch(database, id),
    dispatchHosts: (...given) => readDispatchHosts(database, ...given),
    drift: (...given) => readDrift(database, ...given),
  };
}
