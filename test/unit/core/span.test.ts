import { expect, it } from 'vitest';
import { formatSpan } from '../../../src/core/span.ts';

it('is written as editors open it', () => {
  expect(formatSpan({ file: 'roles/a/tasks/main.yml', line: 4, column: 5 })).toBe('roles/a/tasks/main.yml:4:5');
});
