import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../../src/collector/pages');

it('has ASCII only, since the executable reads what a tagged template holds byte by byte', () => {
  const files = globSync('**/*.ts', { cwd: folder });
  expect(files.length).toBeGreaterThan(40);
  for (const file of files)
    expect({ [file]: readFileSync(join(folder, file), 'utf8').match(/[^\n -~].*/)?.[0] }).toEqual({ [file]: undefined });
});
