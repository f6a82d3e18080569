import type { DriftPoint } from '../model.ts';
import type { Database } from '../store/database.ts';

const hour = 3_600_000;

interface Row {
  hour: number;
  runs: number;
  drifted: number;
  failed: number;
}

/**
 * What came of the runs between two times, in spans of the same number of whole hours.
 * @param from milliseconds since 1970; so is `to`
 * @param points how many spans at most
 */
export function readDrift(database: Database, from: number, to: number, points: number): readonly DriftPoint[] {
  const begin = Math.floor(from / hour) * hour;
  const hours = Math.max(1, Math.floor(to / hour) - begin / hour + 1);
  const span = Math.ceil(hours / points) * hour;
  const spans = Array.from({ length: Math.ceil((hours * hour) / span) }, (_, index) => ({
    time: begin + index * span,
    runs: 0,
    drifted: 0,
    failed: 0,
  }));
  const end = begin + spans.length * span;
  for (const row of database.all<Row>('SELECT * FROM hours WHERE hour >= ? AND hour < ?', begin, end)) {
    const point = spans[Math.floor((row.hour - begin) / span)];
    if (point === undefined) continue;
    point.runs += row.runs;
    point.drifted += row.drifted;
    point.failed += row.failed;
  }
  return spans;
}
