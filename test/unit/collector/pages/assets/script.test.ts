import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { script } from '../../../../../src/collector/pages/assets/script.ts';
import { ago } from '../../../../../src/collector/pages/parts/time.ts';

it('tells times as the server does', () => {
  const page = { setInterval: () => 0, document: { body: { dataset: {} } } };
  const context = createContext(page);
  runInContext(script, context);
  const passed = [-1, 0, 9_999, 10_000, 59_999, 60_000, 3_599_999, 3_600_000, 172_799_999, 172_800_000, 9e9];
  expect(passed.map((ms) => runInContext(`ago(${ms})`, context))).toEqual(passed.map(ago));
});
