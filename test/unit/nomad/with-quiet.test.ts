import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { quiet, withQuiet } from '../../../src/nomad/with-quiet.ts';

async function* source(...waits: readonly number[]): AsyncGenerator<number, void, undefined> {
  for (const wait of waits) {
    await pause(wait);
    yield wait;
  }
}

describe('Quiet', () => {
  it('is told while no value comes, and no value is lost', async () => {
    const said: (number | typeof quiet)[] = [];
    for await (const item of withQuiet(source(0, 130, 1), 50)) said.push(item);
    expect(said).toEqual([0, quiet, quiet, 130, 1]);
  });

  it('can be left while the source waits', async () => {
    for await (const item of withQuiet(source(10_000), 10)) if (item === quiet) break;
  });

  it('passes on what goes wrong', async () => {
    const broken = (async function* (): AsyncGenerator<number, void, undefined> {
      yield 1;
      throw new Error('broken');
    })();
    const items = withQuiet(broken, 1000);
    expect((await items.next()).value).toBe(1);
    await expect(items.next()).rejects.toThrow('broken');
  });
});
