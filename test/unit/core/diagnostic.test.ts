import { describe, expect, it } from 'vitest';
import { type Diagnostic, formatDiagnostic, InvalidBundle, sortDiagnostics } from '../../../src/core/diagnostic.ts';

const at = (file: string, line: number, column: number, severity: Diagnostic['severity'] = 'error'): Diagnostic => ({
  severity,
  code: 'PLAY_INVALID',
  message: `${file} ${line} ${column}`,
  span: { file, line, column },
});
const placeless: Diagnostic = { severity: 'error', code: 'USAGE', message: 'Cannot do it', hint: 'do something else' };

describe('diagnostics', () => {
  it('are sorted by file, line and column, those without a place first', () => {
    const sorted = sortDiagnostics([at('b', 1, 1), at('a', 2, 1), placeless, at('a', 1, 9), at('a', 1, 2)]);
    expect(sorted.map(({ message }) => message)).toEqual(['Cannot do it', 'a 1 2', 'a 1 9', 'a 2 1', 'b 1 1']);
  });

  it.each([
    ['with its line where the text is known', at('a', 1, 2), 'a:1:2: PLAY_INVALID: a 1 2\n  1 | text\n       ^'],
    ['without where it is not', at('b', 1, 2), 'b:1:2: PLAY_INVALID: b 1 2'],
    ['as a warning', at('b', 1, 2, 'warning'), 'b:1:2: warning: PLAY_INVALID: b 1 2'],
    ['with a hint and no place', placeless, 'USAGE: Cannot do it\n  do something else'],
  ])('are shown %s', (_, diagnostic, wanted) => {
    expect(formatDiagnostic(diagnostic, (file) => (file === 'a' ? 'text' : undefined))).toBe(wanted);
  });

  it('end a stage as one error, which counts errors only', () => {
    const error = new InvalidBundle([at('b', 1, 1), at('a', 1, 1, 'warning'), placeless]);
    expect(error.message).toBe('Cannot use the bundle: it has 2 errors');
    expect(error.code).toBe('USAGE');
    expect(error.diagnostics).toHaveLength(3);
    expect(new InvalidBundle([at('b', 1, 1)]).message).toBe('Cannot use the bundle: it has 1 error');
  });
});
