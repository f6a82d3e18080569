import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bundle } from '../../../src/agent/bundle.ts';
import { Excerpts } from '../../../src/cli/excerpts.ts';
import { failureText } from '../../../src/cli/failure.ts';
import { InvalidBundle } from '../../../src/core/diagnostic.ts';
import { DroverError } from '../../../src/core/errors.ts';
import { realMachine } from '../../support/real-machine.ts';

let directory = '';
const excerpts = new Excerpts();
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-failure-'));
  writeFileSync(join(directory, 'site.yml'), '- hosts: all\n  tsks: []\n');
  const pipe = () => ({ code: 0, stdout: '', stderr: '' });
  excerpts.from(new Bundle(directory, { files: realMachine(), environment: {}, pipe }));
});
afterAll(() => rmSync(directory, { recursive: true }));

const span = (line: number, column: number, length: number) => ({ file: 'site.yml', line, column, length });

describe('what the operator reads of an error', () => {
  it('is the message with what to do about it', () => {
    const error = new DroverError('HOST_UNKNOWN', 'Cannot run for host "a": the inventory has no such host', { hint: 'add it' });
    expect(failureText(error, excerpts)).toBe(
      'HOST_UNKNOWN: Cannot run for host "a": the inventory has no such host\n  add it\n',
    );
  });

  it('is every finding with its line, in the order of the files', () => {
    const error = new InvalidBundle([
      { severity: 'error', code: 'KEYWORD_UNKNOWN', message: 'Second', span: span(2, 3, 4), hint: 'did you mean "tasks"?' },
      { severity: 'warning', code: 'UNSUPPORTED', message: 'First', span: span(1, 3, 5) },
      { severity: 'error', code: 'FILE_MISSING', message: 'No place' },
    ]);
    expect(failureText(error, excerpts)).toBe(`FILE_MISSING: No place
site.yml:1:3: warning: UNSUPPORTED: First
  1 | - hosts: all
        ^^^^^
site.yml:2:3: KEYWORD_UNKNOWN: Second
  2 |   tsks: []
        ^^^^ did you mean "tasks"?
Cannot use the bundle: it has 2 errors
`);
  });

  it('goes without the line of a file that is not there', () => {
    const error = new DroverError('TASK_INVALID', 'No', { span: { file: 'gone.yml', line: 1, column: 1 } });
    expect(failureText(error, excerpts)).toBe('gone.yml:1:1: TASK_INVALID: No\n');
  });
});
