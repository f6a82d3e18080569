import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { realMachine } from '../../support/real-machine.ts';

it('a file is written where a relative path leads from the process’s directory', () => {
  const directory = mkdtempSync(join(tmpdir(), 'drover-walk-'));
  const path = join(directory, 'new');
  realMachine().writeFile(relative(process.cwd(), path), 'x');
  expect(readFileSync(path, 'utf8')).toBe('x');
  rmSync(directory, { recursive: true });
});
