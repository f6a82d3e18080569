import type { Reader } from '../../../../src/collector/model.ts';
import { sqlReader } from '../../../../src/collector/read/sql-reader.ts';
import { Database } from '../../../../src/collector/store/database.ts';
import { type Ingested, ingestPart } from '../../../../src/collector/store/ingest-part.ts';
import { migrate } from '../../../../src/collector/store/migrations.ts';
import { noon, partOf, type ReportOptions } from './report.ts';

export interface MemoryStore {
  readonly database: Database;
  readonly reader: Reader;
  /** Takes a part as the writer does. */
  ingest(part: string, now?: number): Ingested;
  /** Takes a whole run. */
  run(options?: ReportOptions, now?: number): Ingested;
}

/** The collector's database in memory, written and read through the same connection. */
export function memoryStore(): MemoryStore {
  const database = new Database(':memory:', 'write');
  migrate(database);
  const ingest = (part: string, now: number = noon): Ingested =>
    database.transaction(() => database.savepoint(() => ingestPart(database, Buffer.from(part), now)));
  return { database, reader: sqlReader(database), ingest, run: (options, now) => ingest(partOf(options), now) };
}
