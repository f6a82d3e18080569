/** What comes instead of a value while there is none. */
export const quiet = Symbol('quiet');

/**
 * The values of a source, and `quiet` each time none came for a while. The source is asked for its next value when the one
 * before has been dealt with. Who stops early has to end the source by other means: it may be waiting.
 * @param milliseconds how long is a while
 */
export async function* withQuiet<T>(
  source: AsyncGenerator<T, void, undefined>,
  milliseconds: number,
): AsyncGenerator<T | typeof quiet, void, undefined> {
  let next = source.next();
  try {
    for (;;) {
      const result = await orQuiet(next, milliseconds);
      if (result === quiet) yield quiet;
      else if (result.done === true) return;
      else {
        yield result.value;
        next = source.next();
      }
    }
  } finally {
    // Nobody waits for it any more.
    next.catch(() => undefined);
  }
}

async function orQuiet<T>(value: Promise<T>, milliseconds: number): Promise<T | typeof quiet> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<typeof quiet>((resolve) => {
    timer = setTimeout(resolve, milliseconds, quiet);
  });
  try {
    return await Promise.race([value, silence]);
  } finally {
    clearTimeout(timer);
  }
}
