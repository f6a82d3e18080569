import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Database } from '../../../src/collector/store/database.ts';
import { ingestPart } from '../../../src/collector/store/ingest-part.ts';
import { migrate } from '../../../src/collector/store/migrations.ts';
import { noon, partOf } from '../collector/support/report.ts';
import { served } from '../collector/support/served.ts';
import { run } from './run-command.ts';

let directory = '';
let database = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-collector-'));
  database = join(directory, 'drover.sqlite');
  onTestFinished(() => rmSync(directory, { recursive: true }));
});

const collector = async (...args: string[]) => await run({ DROVER_DATABASE: database }, 'collector', ...args);

describe('drover collector token', () => {
  it('creates, lists and revokes tokens in the file', async () => {
    const created = await collector(
      'token',
      'create',
      '--scope',
      'read,report',
      '--name',
      'Ann',
      '--host',
      'web1',
      '--expires',
      '2099-01-31',
    );
    expect(created.out).toMatch(/^drover_[\w-]{43}\n$/);
    expect((await collector('token', 'list')).out).toBe(
      'ID  SCOPES       HOST  EXPIRES           NAME\n1   read,report  web1  2099-01-31 00:00  Ann\n',
    );
    expect((await collector('token', 'revoke', '1')).out).toBe('Token 1 is revoked\n');
    expect(await collector('token', 'revoke', '1')).toMatchObject({
      status: 6,
      err: 'COLLECTOR_REFUSED: Cannot revoke token 1: there is no such token\n',
    });
  });

  it('asks a collector over HTTP with the token of the environment', async () => {
    const { url, admin, get } = await served();
    const environment = { DROVER_COLLECTOR: url, DROVER_TOKEN: admin };
    const { out } = await run(environment, 'collector', 'token', 'create', '--scope', 'read');
    expect((await get('/api/v1/hosts', out.trim())).status).toBe(200);
    expect((await run(environment, 'collector', 'token', 'list')).out).toContain('2   read    any host  never    read\n');
    const refused = await run({ ...environment, DROVER_TOKEN: out.trim() }, 'collector', 'token', 'list');
    expect(refused).toMatchObject({
      status: 6,
      err: expect.stringContaining('Cannot list tokens: Cannot answer: read has no scope "admin"'),
    });
    expect(await run({ DROVER_COLLECTOR: url }, 'collector', 'token', 'list')).toMatchObject({
      status: 3,
      err: expect.stringContaining('DROVER_TOKEN is not set'),
    });
  });

  it.each<[string[], string]>([
    [['token', 'create', '--scope', 'raed'], 'Cannot create a token: there is no scope "raed"\n  did you mean "read"?'],
    [['token', 'create', '--scope', 'read', '--expires', '2001-01-01'], 'a time to come is wanted'],
    [['serve', '--listen', 'nonsense'], 'Cannot listen on "nonsense": a host and a port are wanted'],
    [
      ['serve', '--no-auth', '--listen', '0.0.0.0:4650'],
      'Cannot listen on "0.0.0.0:4650" with --no-auth: other machines reach it',
    ],
    [['serve', '--keep-runs', '0'], 'a whole number from 1 is wanted'],
  ])('says what is wrong with %j', async (args, message) => {
    expect(await collector(...args)).toMatchObject({ status: 3, err: expect.stringContaining(message) });
  });
});

describe('drover collector serve', () => {
  it('says which file it cannot use', async () => {
    writeFileSync(database, 'this is a text, and long enough to be taken for a header of a database by those who do not look');
    expect(await collector('serve', '--listen', '127.0.0.1:0')).toEqual({
      status: 6,
      out: '',
      err: expect.stringContaining(`COLLECTOR_DATABASE: Cannot open the database "${database}": file is not a database\n`),
    });
  });

  it('does not touch the database of a newer program', async () => {
    const newer = new Database(database, 'write');
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(await collector('serve', '--listen', '127.0.0.1:0')).toMatchObject({
      status: 6,
      err: expect.stringContaining('a newer Drover made it'),
    });
  });

  it('says that its address is taken', async () => {
    const { url } = await served();
    const listen = url.replace('http://', '');
    expect(await collector('serve', '--listen', listen)).toMatchObject({
      status: 6,
      err: expect.stringContaining(`COLLECTOR_LISTEN: Cannot listen on ${listen}: another program listens there`),
    });
  });
});

describe('the file of a collector', () => {
  beforeEach(() => {
    const filled = new Database(database, 'write');
    migrate(filled);
    for (let n = 0; n < 30; n++) {
      const options = {
        run: `run-${n}`,
        host: n === 0 ? '<b>a/b</b>' : 'web1',
        started: noon + n,
        tasks: [['changed', 'base']] as const,
      };
      filled.transaction(() => ingestPart(filled, Buffer.from(partOf(options)), noon + n));
    }
    filled.close();
  });

  it('is pruned', async () => {
    expect((await collector('prune', '--keep-runs', '5', '--keep-days', '36500')).out).toBe('24 runs are removed\n');
    expect((await collector('prune', '--keep-runs', '5', '--keep-days', '36500')).out).toBe('0 runs are removed\n');
  });

  it('is exported as pages that link to each other', async () => {
    const out = join(directory, 'out');
    const { out: said } = await collector('export', out);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    expect(said).toBe(`${files.length} files are in ${out}\n`);
    for (const name of files.filter((each) => each.endsWith('.html'))) {
      const html = readFileSync(join(out, name), 'utf8');
      for (const [, link = ''] of html.matchAll(/(?:href|src)="([^"#]+)/g)) {
        expect(files, `${name} links to ${link}`).toContain(join(name, '..', link));
      }
    }
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('href="hosts/web1.html"');
  });

  it('is exported no further than asked for', async () => {
    const out = join(directory, 'out');
    expect((await collector('export', out, '--pages', '4')).out).toBe(
      `4 files are in ${out}; there is more than --pages allows\n`,
    );
  });
});
