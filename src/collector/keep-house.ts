import type { Retention } from './store/messages.ts';
import type { Writer } from './store/writer.ts';

/** Milliseconds between two looks at what is overdue or kept too long. */
const period = 30_000;

export interface House extends Retention {
  readonly writer: Writer;
  /** Minutes after which a run that nothing is heard of is lost. */
  readonly lostAfter: number;
  /** Told of what went wrong; the next look comes in any case. */
  readonly onError: (error: unknown) => void;
}

/** Looks now and then at what nobody reports of any more and at what is to be kept no longer. @returns what ends it */
export function keepHouse({ writer, lostAfter, keepRuns, keepDays, onError }: House): () => void {
  let isBusy = false;
  const look = async (): Promise<void> => {
    await writer.call('sweep', { quietSince: Date.now() - lostAfter * 60_000 });
    await pruneAll(writer, { keepRuns, keepDays });
  };
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    look()
      .catch(onError)
      .finally(() => {
        isBusy = false;
      });
  }, period);
  return () => clearInterval(timer);
}

/** Removes in small steps, between which reports are written. @returns how many runs went */
export async function pruneAll(writer: Writer, retention: Retention): Promise<number> {
  let removed = 0;
  for (;;) {
    const { runs } = await writer.call('prune', retention);
    if (runs === 0) return removed;
    removed += runs;
  }
}
