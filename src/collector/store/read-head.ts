import type { ReportHead } from '../../core/report.ts';
import { FieldReader } from './read-fields.ts';

/**
 * The first line of a report's part.
 * @throws Refusal (400)
 */
export function readHead(line: string): ReportHead {
  const fields = new FieldReader(line, 1);
  if (fields.count('report') !== 1) fields.refuse('"report" is to be 1, the version of the format');
  return {
    report: 1,
    run: fields.key('run'),
    host: fields.key('host'),
    allocation: fields.keyOrNull('allocation'),
    node: fields.keyOrNull('node'),
    dispatch: fields.keyOrNull('dispatch'),
    from: fields.count('from'),
  };
}
