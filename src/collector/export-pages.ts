import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { Hono } from 'hono';
import { DroverError } from '../core/errors.ts';
import { pages } from './pages/index.ts';
import type { PageEnvironment } from './pages-context.ts';
import { sqlReader } from './read/sql-reader.ts';
import { Database } from './store/database.ts';

export interface Exported {
  readonly written: number;
  /** False where there is more than was asked for. */
  readonly isWhole: boolean;
}

/** Addresses on their way into files. */
interface Crawl {
  readonly limit: number;
  /** The file of each address. */
  readonly files: Map<string, string>;
  readonly queue: string[];
  isWhole: boolean;
}

/**
 * Writes the pages of a database as files that link to each other, beginning with the hosts, nearest first.
 * @param limit how many files at most; links to what is left out lead nowhere
 * @throws DroverError `COLLECTOR_DATABASE`, or `USAGE` for a directory that cannot be written
 */
export async function exportPages(path: string, directory: string, limit: number, version: string): Promise<Exported> {
  const database = new Database(path, 'read');
  try {
    const app = staticPages(database, version);
    const crawl: Crawl = { limit, files: new Map(), queue: [], isWhole: true };
    fileOf('/', crawl);
    for (let address = crawl.queue.shift(); address !== undefined; address = crawl.queue.shift()) {
      const file = crawl.files.get(address) ?? '';
      write(join(directory, file), await contents(app, address, file, crawl));
    }
    return { written: crawl.files.size, isWhole: crawl.isWhole };
  } finally {
    database.close();
  }
}

/** The pages as someone sees them who need not log in, and with nothing live. */
function staticPages(database: Database, version: string): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  app.use(async (c, next) => {
    c.set('nonce', 'exported');
    c.set('session', { name: undefined, scopes: ['read'] });
    await next();
  });
  return app.route('/', pages({ reader: sqlReader(database), version, hasLogin: false, eventsUrl: undefined }));
}

async function contents(app: Hono<PageEnvironment>, address: string, file: string, crawl: Crawl): Promise<Uint8Array | string> {
  const answer = await app.request(address);
  if (!answer.headers.get('content-type')?.startsWith('text/html')) return new Uint8Array(await answer.arrayBuffer());
  const html = await answer.text();
  return html.replace(/\b(href|src)="(\/[^"]*)"/g, (_, attribute: string, link: string) => {
    const target = fileOf(link.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"'), crawl);
    return `${attribute}="${target === undefined ? '#' : posix.relative(posix.dirname(file), target) || posix.basename(file)}"`;
  });
}

/** The file of an address, which is to be written if it was not seen before; undefined for what is not written. */
function fileOf(link: string, crawl: Crawl): string | undefined {
  const [address = '', fragment] = link.split('#');
  if (/^\/(login|logout|api|metrics|healthz)\b/.test(address)) return undefined;
  const known = crawl.files.get(address);
  const file = known ?? added(address, crawl);
  return file !== undefined && fragment !== undefined ? `${file}#${fragment}` : file;
}

function added(address: string, crawl: Crawl): string | undefined {
  if (crawl.files.size >= crawl.limit) {
    crawl.isWhole = false;
    return undefined;
  }
  const file = fileName(address);
  crawl.files.set(address, file);
  crawl.queue.push(address);
  return file;
}

/** A name that every file system and server takes; what it cannot say is in a digest. */
function fileName(address: string): string {
  if (address === '/') return 'index.html';
  const plain = address.slice(1);
  if (plain.startsWith('assets/')) return plain;
  if (/^[\w-]+(\/[\w-]+)*$/.test(plain)) return `${plain}.html`;
  const digest = createHash('sha256').update(address).digest('hex').slice(0, 16);
  return `${plain
    .replace(/[?].*$/, '')
    .replace(/[^\w/-]+/g, '_')
    .slice(0, 80)}-${digest}.html`;
}

function write(path: string, text: Uint8Array | string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new DroverError('USAGE', `Cannot write "${path}": ${cause.message}`, {
      hint: 'give a directory that this user may write to',
      cause,
    });
  }
}
