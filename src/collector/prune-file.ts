import { Database } from './store/database.ts';
import type { Retention } from './store/messages.ts';
import { migrate } from './store/migrations.ts';
import { prune } from './store/prune.ts';

/**
 * Removes what is to be kept no longer from a database's file, in small steps, so that a collector which serves it goes on.
 * @returns how many runs went
 * @throws DroverError `COLLECTOR_DATABASE`
 */
export function pruneFile(path: string, retention: Retention): number {
  const database = new Database(path, 'write');
  try {
    migrate(database);
    let removed = 0;
    for (let step = -1; step !== 0; removed += step) {
      step = database.transaction(() => prune(database, retention, Date.now()));
    }
    return removed;
  } finally {
    database.close();
  }
}
