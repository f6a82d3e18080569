import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { DroverError } from '../../core/errors.ts';
import { Database } from './database.ts';
import type { FromWriter, Request, ToWriter } from './messages.ts';
import { migrate } from './migrations.ts';
import { writeBatch } from './write-batch.ts';

/** Bytes of reports in one transaction, more or less: what has to wait for the disk together. */
const batchBytes = 4 * 1024 * 1024;
const batchRequests = 256;

/**
 * The thread that writes: it takes what has come while it was busy as one batch. Ends when it is told to close, with everything that came
 * before written.
 * @throws Error where this is not such a thread
 */
export async function writerThread(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('the writer runs in a thread of the collector');
  const database = openedDatabase(port, (workerData as { database: string }).database);
  if (database === undefined) return;
  const tell = (message: FromWriter): void => port.postMessage(message);
  tell({ kind: 'ready' });
  await new Promise<void>((resolve) => {
    port.on('message', (first: ToWriter) => {
      const { requests, isLast } = drained(port, first);
      if (requests.length > 0) write(database, requests, tell);
      if (isLast) resolve();
    });
  });
  database.close();
  port.close();
}

function write(database: Database, requests: readonly Request[], tell: (message: FromWriter) => void): void {
  const begin = performance.now();
  const { replies, changes } = writeBatch(database, requests, Date.now());
  const ms = performance.now() - begin;
  tell({ kind: 'committed', replies, runs: [...changes.runs], tasks: changes.tasks, ms });
}

/** This message and those that wait behind it, up to a batch. */
function drained(port: MessagePort, first: ToWriter): { requests: Request[]; isLast: boolean } {
  const requests: Request[] = [];
  let bytes = 0;
  for (let next: ToWriter | undefined = first; next !== undefined; next = receive(port)) {
    if (next.kind === 'close') return { requests, isLast: true };
    requests.push(next);
    if (next.kind === 'part') bytes += next.request.text.byteLength;
    if (bytes >= batchBytes || requests.length >= batchRequests) break;
  }
  return { requests, isLast: false };
}

function receive(port: MessagePort): ToWriter | undefined {
  return receiveMessageOnPort(port)?.message as ToWriter | undefined;
}

function openedDatabase(port: MessagePort, path: string): Database | undefined {
  try {
    const database = new Database(path, 'write');
    migrate(database);
    return database;
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const message: FromWriter = { kind: 'unusable', message: error.message, hint: error.hint };
    port.postMessage(message);
    port.close();
    return undefined;
  }
}
