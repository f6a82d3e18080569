import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { HttpEnvironment } from './environment.ts';
import type { Live, LiveMessage } from './live.ts';
import { Mailbox } from './mailbox.ts';

/** Adds `GET /events`: server-sent events, `run` with the run's row, `refresh` where more has changed than is told. */
export function addEventsRoute(api: Hono<HttpEnvironment>, live: Live): void {
  api.get('/events', (c) => {
    const { run, host, dispatch } = c.req.query();
    const mailbox = new Mailbox();
    const stop = live.listen({ run, host, dispatch }, mailbox.put, mailbox.end);
    c.header('x-accel-buffering', 'no');
    return streamSSE(c, async (stream) => {
      stream.onAbort(mailbox.end);
      await stream.write(': listening\n\n');
      for await (const message of mailbox.messages())
        await stream.write(message === undefined ? ': still here\n\n' : said(message));
      stop();
    });
  });
}

function said(message: LiveMessage): string {
  return `event: ${message.event}\ndata: ${JSON.stringify(message.event === 'run' ? message.run : {})}\n\n`;
}
