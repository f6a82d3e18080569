import type { Logger } from 'pino';
import { DroverError } from '../core/errors.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Output } from './surroundings.ts';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * The agent's own log, lines of JSON. The library is loaded here and nowhere else: it costs as much as starting Node.
 * @param level as `DROVER_LOG_LEVEL` has it; `info` where that is absent or empty
 */
export async function agentLog(level: string | undefined, output: Output): Promise<Logger> {
  const wanted = level === undefined || level === '' ? 'info' : level;
  if (!levels.includes(wanted)) {
    throw new DroverError('USAGE', `Cannot start the agent: DROVER_LOG_LEVEL is "${wanted}"`, {
      hint: didYouMean(wanted, levels) ?? `it is one of ${levels.join(', ')}`,
    });
  }
  const { pino } = await import('pino');
  return pino(
    { level: wanted, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    output,
  );
}
