import { DroverError } from '../../core/errors.ts';
import type { Database } from './database.ts';

/** Tasks of a run are numbered from 1 to one less than this; a task's id is the run's id times this plus its number. */
export const tasksPerRun = 2 ** 20;

/**
 * Each entry leads from one version of the schema to the next; an entry that was released is never changed.
 *
 * Lists are to be read without touching what is only shown in detail: tasks are small rows in the order of their ids, what they have
 * in common stands once in `task_names`, diffs and results lie packed in `details`. Counts are kept by the writer, so that no page
 * counts.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE hosts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    seen INTEGER NOT NULL,
    last_run INTEGER,
    last_started INTEGER NOT NULL DEFAULT 0,
    runs INTEGER NOT NULL DEFAULT 0,
    converged_commit TEXT,
    converged_roles TEXT NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE INDEX hosts_state ON hosts (state, name);
  CREATE INDEX hosts_runs ON hosts (runs);
  CREATE TABLE facts (host INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;

  CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL UNIQUE,
    host INTEGER NOT NULL,
    status TEXT NOT NULL,
    is_check INTEGER NOT NULL,
    commit_id TEXT,
    version TEXT NOT NULL,
    playbook TEXT NOT NULL,
    roles TEXT NOT NULL,
    dispatch TEXT,
    allocation TEXT,
    node TEXT,
    started INTEGER NOT NULL,
    heard INTEGER NOT NULL,
    duration INTEGER,
    ok INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unreachable INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    rescued INTEGER NOT NULL DEFAULT 0,
    ignored INTEGER NOT NULL DEFAULT 0,
    drift INTEGER NOT NULL DEFAULT 0,
    message TEXT,
    events INTEGER NOT NULL DEFAULT 0,
    tasks INTEGER NOT NULL DEFAULT 0,
    warnings INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX runs_host ON runs (host, started);
  CREATE INDEX runs_started ON runs (started);
  CREATE INDEX runs_status ON runs (status, started);
  CREATE INDEX runs_commit ON runs (commit_id, started);
  CREATE INDEX runs_dispatch ON runs (dispatch, started) WHERE dispatch IS NOT NULL;
  CREATE INDEX runs_allocation ON runs (allocation) WHERE allocation IS NOT NULL;

  CREATE TABLE task_names (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    play TEXT NOT NULL,
    role TEXT NOT NULL,
    task TEXT NOT NULL,
    module TEXT NOT NULL,
    span TEXT NOT NULL,
    is_handler INTEGER NOT NULL,
    used INTEGER NOT NULL,
    UNIQUE (task, role, span, play, module, is_handler)
  ) STRICT;
  CREATE TABLE tasks (
    id INTEGER PRIMARY KEY,
    name INTEGER NOT NULL,
    result INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    msg TEXT
  ) STRICT;
  CREATE TABLE details (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
  CREATE TABLE warnings (id INTEGER PRIMARY KEY, message TEXT NOT NULL) STRICT;

  CREATE TABLE dispatches (
    id INTEGER PRIMARY KEY,
    dispatch TEXT NOT NULL UNIQUE,
    commit_id TEXT,
    roles TEXT NOT NULL,
    is_check INTEGER NOT NULL,
    started INTEGER NOT NULL,
    requested_by TEXT,
    is_registered INTEGER NOT NULL,
    expected INTEGER NOT NULL DEFAULT 0,
    running INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    silent INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX dispatches_started ON dispatches (started);
  CREATE TABLE dispatch_hosts (
    dispatch INTEGER NOT NULL,
    host INTEGER NOT NULL,
    is_expected INTEGER NOT NULL,
    state TEXT NOT NULL,
    node TEXT,
    allocation TEXT,
    run INTEGER,
    deadline INTEGER NOT NULL,
    PRIMARY KEY (dispatch, host)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX dispatch_hosts_waiting ON dispatch_hosts (deadline) WHERE state = 'waiting';
  CREATE INDEX dispatch_hosts_allocation ON dispatch_hosts (allocation) WHERE allocation IS NOT NULL;

  CREATE TABLE hours (
    hour INTEGER PRIMARY KEY,
    runs INTEGER NOT NULL,
    drifted INTEGER NOT NULL,
    failed INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    host TEXT,
    created INTEGER NOT NULL,
    expires INTEGER
  ) STRICT;
  CREATE TABLE sessions (
    hash BLOB PRIMARY KEY,
    token INTEGER NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
    expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/**
 * Brings a database to this program's schema.
 * @throws DroverError `COLLECTOR_DATABASE` for one of a newer program
 */
export function migrate(database: Database): void {
  const { user_version: found } = database.get<{ user_version: number }>('PRAGMA user_version') ?? { user_version: 0 };
  if (found > migrations.length) {
    throw new DroverError('COLLECTOR_DATABASE', `Cannot use the database "${database.path}": a newer Drover made it`, {
      hint: `its schema has version ${found}, this program knows ${migrations.length}; start the newer one`,
    });
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < found) continue;
    database.transaction(() => {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}
