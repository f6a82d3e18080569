import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { DroverError } from '../../core/errors.ts';

/** A connection to the collector's SQLite file that prepares each statement once. */
export class Database {
  readonly path: string;
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @throws DroverError `COLLECTOR_DATABASE` for a file that cannot be opened or is none of SQLite's */
  constructor(path: string, mode: 'write' | 'read') {
    this.path = path;
    try {
      this.#connection = new DatabaseSync(path, { readOnly: mode === 'read', timeout: 5_000 });
      // A file that is no database shows with the first statement. What was acknowledged has to outlast a power cut.
      this.#connection.exec(mode === 'write' ? writerSettings : readerSettings);
    } catch (cause) {
      throw databaseError(path, cause);
    }
  }

  /** The first row, if there is one. The type is the caller's knowledge of the statement. */
  get<T>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepared(sql).get(...values) as T | undefined;
  }

  all<T>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepared(sql).all(...values) as T[];
  }

  /** @returns the number of rows that changed */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  /** @returns the new row's id */
  insert(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepared(sql).run(...values).lastInsertRowid);
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  /** Runs `work` in a transaction: all of it or nothing. */
  transaction<T>(work: () => T): T {
    return this.#between('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', work);
  }

  /** Runs `work` in a part of a transaction that can fail by itself. */
  savepoint<T>(work: () => T): T {
    return this.#between('SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part', work);
  }

  /** Runs `work`, whose queries all see the same moment's state. */
  snapshot<T>(work: () => T): T {
    return this.#between('BEGIN', 'COMMIT', 'ROLLBACK', work);
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #between<T>(begin: string, end: string, undo: string, work: () => T): T {
    this.#connection.exec(begin);
    try {
      const result = work();
      this.#connection.exec(end);
      return result;
    } catch (error) {
      // A full disk makes SQLite undo the transaction by itself.
      if (this.#connection.isTransaction) this.#connection.exec(undo);
      throw error;
    }
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.#connection.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

const writerSettings = `
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -32000;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA temp_store = MEMORY`;

const readerSettings = `
  PRAGMA query_only = ON;
  PRAGMA cache_size = -32000;
  PRAGMA temp_store = MEMORY;
  SELECT count(*) FROM sqlite_schema`;

function databaseError(path: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'errcode' in cause)) return cause;
  return new DroverError('COLLECTOR_DATABASE', `Cannot open the database "${path}": ${cause.message}`, {
    hint: 'give a file in a directory that is there and that this user may write to',
    cause,
  });
}
