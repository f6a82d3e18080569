import { codeOf, reasonOf } from '../../host/io-error.ts';
import { type Delivery, deliver } from './deliver.ts';
import type { PostReport } from './post-report.ts';
import type { Spool } from './spool.ts';

interface Sending {
  readonly spool: Spool;
  readonly post: PostReport;
  readonly warn: (message: string) => void;
}

/**
 * Delivers what earlier runs have left in the spool, oldest first. What cannot be read or is refused for good is set aside
 * and stops nothing.
 * @returns `delivered`, or what keeps the rest waiting
 */
export async function sendSpooled(sending: Sending, signal: AbortSignal): Promise<Delivery> {
  try {
    for (const name of sending.spool.waiting()) {
      const done = await sendOne(name, sending, signal);
      if (done.kind === 'busy' || done.kind === 'unreachable') return done;
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    sending.warn(`Cannot deliver the reports of ${sending.spool.directory}: ${reasonOf(code)}`);
  }
  return { kind: 'delivered' };
}

async function sendOne(name: string, { spool, post, warn }: Sending, signal: AbortSignal): Promise<Delivery> {
  const spooled = spool.take(name);
  if (spooled === undefined) return { kind: 'delivered' };
  try {
    const done: Delivery =
      spooled.report === undefined
        ? { kind: 'unusable', why: 'the file is damaged' }
        : await deliver(spooled.report, post, signal);
    if (done.kind === 'delivered') spool.remove(name);
    if (done.kind === 'refused') warn(`Cannot deliver the report ${spool.directory}/${name}: ${done.why}`);
    if (done.kind === 'unusable') {
      warn(`Cannot deliver the report ${spool.directory}/${name}: ${done.why}; it is set aside as ${spool.setAside(name)}`);
    }
    return done;
  } finally {
    spooled.close();
  }
}
