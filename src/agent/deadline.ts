import { DroverError } from '../core/errors.ts';

/** The end that a run has to come to by itself. */
export interface Deadline {
  /** Asks the run to end: the given signal, or this deadline, which is then the reason. */
  readonly signal: AbortSignal;
  /** Told when the task that was running has had its time, too; absent where there is no deadline. */
  readonly isOver: Promise<'over'> | undefined;
  cancel(): void;
}

/** Milliseconds that a task goes on for when the deadline has come. */
const grace = 10_000;

/** @param milliseconds from now on; undefined for none */
export function startDeadline(signal: AbortSignal, milliseconds: number | undefined): Deadline {
  if (milliseconds === undefined) return { signal, isOver: undefined, cancel: () => {} };
  const own = new AbortController();
  const over = Promise.withResolvers<'over'>();
  let timer = setTimeout(() => {
    own.abort(new DroverError('INTERRUPTED', `its deadline of ${milliseconds / 1000} s has come`));
    timer = setTimeout(() => over.resolve('over'), grace);
  }, milliseconds);
  return {
    signal: AbortSignal.any([signal, own.signal]),
    isOver: over.promise,
    cancel: () => clearTimeout(timer),
  };
}
