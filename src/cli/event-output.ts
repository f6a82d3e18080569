import { formatDiagnostic } from '../core/diagnostic.ts';
import type { RunEvent } from '../core/events.ts';
import { painter } from './output/paint.ts';
import { textOutput } from './output/text.ts';
import type { Surroundings } from './surroundings.ts';

/** Where a run's events go: text in Ansible's habits with the bundle's warnings on stderr, or a line of JSON each. */
export function eventOutput(
  format: 'text' | 'json',
  verbosity: number,
  { out, err, environment, excerpts }: Surroundings,
): (event: RunEvent) => void {
  if (format === 'json') return (event) => out.write(`${JSON.stringify(event)}\n`);
  const paint = painter(out.isTerminal, environment);
  const show = textOutput({ paint, verbosity, width: out.columns });
  return (event) => {
    if (event.event !== 'warning' || event.diagnostic === undefined) return out.write(show(event));
    err.write(`${formatDiagnostic(event.diagnostic, (file) => excerpts.of(file))}\n`);
  };
}
