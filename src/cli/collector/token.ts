import { type Command, InvalidArgumentError } from 'commander';
import type { TokenStore } from '../../collector/token-store.ts';
import { DroverError } from '../../core/errors.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Surroundings } from '../surroundings.ts';
import { words } from '../words.ts';
import { databaseOf, wholeNumber } from './options.ts';

interface Place {
  readonly collector?: string;
  readonly database?: string;
}

interface Wish extends Place {
  readonly scope: string[];
  readonly name?: string;
  readonly host?: string;
  readonly expires?: number;
}

const scopes = ['report', 'read', 'dispatch', 'admin'] as const;

const notes = `
Scopes: report (send reports), read (pages and API), dispatch (register dispatches), admin (all, and tokens).
Over HTTP the administrator's token is in DROVER_TOKEN; with the database's file at hand none is needed.`;

/** Adds `drover collector token create | list | revoke`. */
export function addCollectorToken(collector: Command, surroundings: Surroundings): void {
  const token = collector.command('token').description('Tokens of people, hooks and runs by hand').addHelpText('after', notes);
  const { out } = surroundings;
  placed(token.command('create').description('Create a token, and print it; it is shown only now'))
    .requiredOption('--scope <scopes>', 'what it allows: report, read, dispatch, admin', words)
    .option('--name <name>', 'what it is called in lists (default: its scopes)')
    .option('--host <name>', 'the only host that it may report of')
    .option('--expires <time>', 'a date such as 2027-01-31, or a while such as 90d or 12h', expiry)
    .addHelpText('after', notes)
    .action(async (flags: Wish) => {
      const wanted = flags.scope.map(scopeOf);
      const wish = {
        name: flags.name ?? wanted.join(', '),
        scopes: wanted,
        host: flags.host ?? null,
        expires: flags.expires ?? null,
      };
      const created = await (await storeOf(flags, surroundings)).create(wish);
      out.write(`${created.token}\n`);
    });
  placed(token.command('list').description('List the tokens, without their secrets')).action(async (flags: Place) => {
    const tokens = await (await storeOf(flags, surroundings)).list();
    const rows = tokens.map(({ id, name, scopes: allowed, host, expires }) => [
      String(id),
      allowed.join(','),
      host ?? 'any host',
      expires === null ? 'never' : new Date(expires).toISOString().slice(0, 16).replace('T', ' '),
      name,
    ]);
    out.write(table([['ID', 'SCOPES', 'HOST', 'EXPIRES', 'NAME'], ...rows]));
  });
  placed(
    token
      .command('revoke')
      .description('Revoke a token, and end the sessions that it began')
      .argument('<id>', 'as listed', wholeNumber(1)),
  ).action(async (id: number, flags: Place) => {
    await (await storeOf(flags, surroundings)).revoke(id);
    out.write(`Token ${id} is revoked\n`);
  });
}

function placed(command: Command): Command {
  return command
    .option('--collector <url>', 'the collector (default: $DROVER_COLLECTOR)')
    .option('--database <file>', 'its SQLite file, on the same machine (default: $DROVER_DATABASE)');
}

/** The file where one is named, else the collector over HTTP, else the file in the directory at hand. */
async function storeOf({ collector, database }: Place, { environment }: Surroundings): Promise<TokenStore> {
  const { tokensInFile, tokensOverHttp } = await import('../../collector/token-store.ts');
  const url = collector ?? (environment['DROVER_COLLECTOR'] || undefined);
  const isHttp = collector !== undefined || (database === undefined && !environment['DROVER_DATABASE'] && url !== undefined);
  if (!isHttp || url === undefined) return tokensInFile(databaseOf({ ...(database !== undefined && { database }) }, environment));
  const token = environment['DROVER_TOKEN'];
  if (token) return tokensOverHttp(url, token);
  throw new DroverError('USAGE', `Cannot ask the collector at ${url}: DROVER_TOKEN is not set`, {
    hint: "set it to an administrator's token, or give --database",
  });
}

function scopeOf(word: string): (typeof scopes)[number] {
  const scope = scopes.find((each) => each === word);
  if (scope !== undefined) return scope;
  throw new DroverError('USAGE', `Cannot create a token: there is no scope "${word}"`, {
    hint: didYouMean(word, scopes) ?? `the scopes are ${scopes.join(', ')}`,
  });
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function expiry(value: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(value) ?? [];
  const time = count === undefined ? Date.parse(value) : Date.now() + Number(count) * (units[unit] ?? 0);
  if (Number.isNaN(time) || time <= Date.now()) throw new InvalidArgumentError('A time to come is wanted.');
  return time;
}

function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(width(column)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
