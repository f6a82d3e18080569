import { describe, expect, it } from 'vitest';
import { asTold } from '../../../src/engine/as-told.ts';

describe('asTold', () => {
  it('yields each value when it is told, and returns what the work came to', async () => {
    let goOn = (): void => {};
    const pause = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const work = asTold<string, number>(async (tell) => {
      tell('a');
      await pause;
      tell('b');
      tell('c');
      return 3;
    });
    expect(await work.next()).toEqual({ done: false, value: 'a' });
    goOn();
    expect(await work.next()).toEqual({ done: false, value: 'b' });
    expect(await work.next()).toEqual({ done: false, value: 'c' });
    expect(await work.next()).toEqual({ done: true, value: 3 });
  });

  it('throws what the work throws, after what it told', async () => {
    const work = asTold<string, never>(async (tell) => {
      tell('a');
      throw new Error('no');
    });
    expect(await work.next()).toEqual({ done: false, value: 'a' });
    await expect(work.next()).rejects.toThrow('no');
  });
});
