/**
 * Yields what some work tells while it goes on, each value as it is told, and returns what the work comes to.
 * @param start begins the work; it is given the function to tell with
 */
export async function* asTold<T, R>(start: (tell: (value: T) => void) => Promise<R>): AsyncGenerator<T, R> {
  const told: T[] = [];
  let wake = (): void => {};
  let ended = false;
  const work = start((value) => {
    told.push(value);
    wake();
  }).finally(() => {
    ended = true;
    wake();
  });
  // Its failure is thrown where it is awaited, at the end.
  work.catch(() => undefined);
  while (!ended) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    if (told.length === 0) await woken;
    yield* told.splice(0);
  }
  yield* told.splice(0);
  return await work;
}
