import type { ReportHead } from '../../core/report.ts';
import { PendingReport } from './pending-report.ts';

/**
 * Reads a file of the spool. A run that was killed may have left half a line at its end, which is passed over.
 * @returns undefined for what is no report
 */
export function parseSpooled(text: string): PendingReport | undefined {
  const [first = '', ...lines] = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
  const head = parsed(first) as Partial<ReportHead> | undefined;
  if (head?.report !== 1 || typeof head.run !== 'string' || typeof head.host !== 'string') return undefined;
  if (!lines.every((line) => parsed(line) !== undefined)) return undefined;
  const { run, host, allocation = null, node = null, dispatch = null } = head;
  const report = new PendingReport({ report: 1, run, host, allocation, node, dispatch });
  for (const line of lines) report.lines.push(line);
  return report;
}

/** The object that a line is; undefined for anything else. */
function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
