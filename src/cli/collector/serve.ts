import type { Command } from 'commander';
import { DroverError } from '../../core/errors.ts';
import { agentLog } from '../agent-log.ts';
import type { Surroundings } from '../surroundings.ts';
import { version } from '../version.ts';
import { words } from '../words.ts';
import { databaseOf, wholeNumber } from './options.ts';

interface Flags {
  readonly listen?: string;
  readonly database?: string;
  readonly nomad?: string;
  readonly auth: boolean;
  readonly job?: string[];
  readonly namespace?: string[];
  readonly keepRuns: number;
  readonly keepDays: number;
  readonly lostAfter: number;
}

const notes = `
NOMAD_TOKEN, NOMAD_CACERT, NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY are those of Nomad's own command line; an address may also be
unix:///secrets/api.sock. DROVER_LOG_LEVEL (info) is for the log on stderr. The first start says the administrator's token, once.

SIGTERM ends it: requests under way are answered, and what they brought is written.`;

/** Adds `drover collector serve`. */
export function addCollectorServe(collector: Command, surroundings: Surroundings): void {
  collector
    .command('serve')
    .description('Take reports, and answer browsers and programs')
    .option('--listen <address>', 'host and port (default: $DROVER_LISTEN, or 127.0.0.1:4650)')
    .option('--database <file>', 'the SQLite file, made where it is not there (default: $DROVER_DATABASE, or drover.sqlite)')
    .option(
      '--nomad <address>',
      "Nomad's API, whose identities agents show (default: $NOMAD_ADDR; without, reports need a token)",
    )
    .option('--job <names>', 'jobs that report (default: drover,drover-raw,drover-drift)', words)
    .option('--namespace <names>', 'namespaces of these jobs (default: default)', words)
    .option('--no-auth', 'let everyone on this machine do everything; on loopback only')
    .option('--keep-runs <count>', 'runs kept of each host', wholeNumber(1), 200)
    .option('--keep-days <days>', 'days that runs are kept', wholeNumber(1), 90)
    .option('--lost-after <minutes>', 'after which a run that nothing is heard of is lost', wholeNumber(1), 60)
    .addHelpText('after', notes)
    .action(async (flags: Flags) => {
      const { environment, err, out, signal } = surroundings;
      const { keepHeapSmall } = await import('../../collector/keep-heap-small.ts');
      keepHeapSmall();
      const log = await agentLog(environment['DROVER_LOG_LEVEL'], err);
      const { serve } = await import('../../collector/serve.ts');
      const served = await serve({
        ...address(flags.listen ?? given(environment, 'DROVER_LISTEN') ?? '127.0.0.1:4650', flags.auth),
        database: databaseOf(flags, environment),
        auth: flags.auth,
        nomad: nomadOf(flags.nomad, environment),
        identities: { jobs: flags.job ?? ['drover', 'drover-raw', 'drover-drift'], namespaces: flags.namespace ?? ['default'] },
        keepRuns: flags.keepRuns,
        keepDays: flags.keepDays,
        lostAfter: flags.lostAfter,
        version: version(),
        log: (error, path) => log.error({ path, error: textOf(error) }, 'problem'),
      });
      if (served.firstToken !== undefined) {
        out.write(`The administrator's token, said only now: ${served.firstToken}\n`);
      }
      out.write(`The collector listens on ${served.url}\n`);
      await Promise.race([aborted(signal), served.broken]);
      await served.close();
    });
}

/** A refusal says all there is to say; of a bug the stack is wanted. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Refusal' ? error.message : (error.stack ?? error.message);
}

type Environment = Surroundings['environment'];

function given(environment: Environment, name: string): string | undefined {
  return environment[name] || undefined;
}

function nomadOf(flag: string | undefined, environment: Environment) {
  const nomad = flag ?? given(environment, 'NOMAD_ADDR');
  if (nomad === undefined) return undefined;
  return {
    address: nomad,
    token: given(environment, 'NOMAD_TOKEN'),
    caFile: given(environment, 'NOMAD_CACERT'),
    certFile: given(environment, 'NOMAD_CLIENT_CERT'),
    keyFile: given(environment, 'NOMAD_CLIENT_KEY'),
  };
}

/** `127.0.0.1:4650`, `[::1]:4650`, `:4650`. Without authentication only this machine may reach it. */
function address(listen: string, auth: boolean): { host: string; port: number } {
  const [, bracketed, plain = '', port = ''] = /^(?:\[([^\]]+)\]|([^:]*)):(\d{1,5})$/.exec(listen) ?? [];
  if (port === '' || Number(port) > 65_535) {
    throw new DroverError('USAGE', `Cannot listen on "${listen}": a host and a port are wanted`, {
      hint: 'such as 127.0.0.1:4650',
    });
  }
  const host = bracketed ?? (plain === '' ? '0.0.0.0' : plain);
  if (!auth && !/^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)) {
    throw new DroverError('USAGE', `Cannot listen on "${listen}" with --no-auth: other machines reach it`, {
      hint: 'listen on 127.0.0.1, or leave out --no-auth',
    });
  }
  return { host, port: Number(port) };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
