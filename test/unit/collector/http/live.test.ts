import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Live, type LiveMessage } from '../../../../src/collector/http/live.ts';
import { Mailbox } from '../../../../src/collector/http/mailbox.ts';
import { memoryStore } from '../support/memory-store.ts';

const refresh: LiveMessage = { event: 'refresh' };

describe('live events', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function listening() {
    const store = memoryStore();
    for (let n = 0; n < 120; n++) store.run({ run: `r${n}`, host: `h${n % 2}`, dispatch: `d${n % 3}` });
    const live = new Live(store.reader);
    const heard = (filter: object): string[] => {
      const messages: string[] = [];
      live.listen(
        filter,
        (message) => messages.push(message.event === 'run' ? message.run.run : message.event),
        () => messages.push('end'),
      );
      return messages;
    };
    return { live, heard };
  }

  it('tell each listener of what concerns it, once for several changes', () => {
    const { live, heard } = listening();
    const [all, ofHost, ofRun, ofDispatch] = [heard({}), heard({ host: 'h1' }), heard({ run: 'r2' }), heard({ dispatch: 'd0' })];
    live.note(['r1', 'r2']);
    live.note(['r1', 'r3', 'gone']);
    vi.advanceTimersByTime(1_000);
    expect([all, ofHost, ofRun, ofDispatch]).toEqual([['r1', 'r2', 'r3'], ['r1', 'r3'], ['r2'], ['r3']]);
  });

  it('say that there is more where much has changed at once', () => {
    const { live, heard } = listening();
    const ofRun = heard({ run: 'r119' });
    live.note(Array.from({ length: 120 }, (_, n) => `r${n}`));
    vi.advanceTimersByTime(1_000);
    expect(ofRun).toEqual(['refresh']);
  });

  it('end with the collector', () => {
    const { live, heard } = listening();
    const messages = heard({});
    live.close();
    expect([messages, live.listeners]).toEqual([['end'], 0]);
  });

  it('refuse the five hundred and first listener', () => {
    const { heard } = listening();
    for (let n = 0; n < 500; n++) heard({});
    expect(() => heard({})).toThrow(expect.objectContaining({ status: 503 }));
  });

  it('wait for a slow listener, and leave it to itself when there are too many', async () => {
    const mailbox = new Mailbox();
    for (let n = 0; n < 201; n++) mailbox.put({ event: 'run', run: { run: `r${n}` } as never });
    const messages = mailbox.messages();
    expect((await messages.next()).value).toEqual(refresh);
    const silence = messages.next();
    await vi.advanceTimersByTimeAsync(15_000);
    expect((await silence).value).toBeUndefined();
    mailbox.end();
    expect((await messages.next()).done).toBe(true);
  });
});
