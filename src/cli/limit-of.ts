import { readFileSync } from 'node:fs';
import { DroverError } from '../core/errors.ts';
import { codeOf, reasonOf } from '../host/io-error.ts';
import { splitPatterns } from '../inventory/pattern.ts';

/**
 * `--limit`: each `@file` in it stands for the patterns in that file, one a line (ansible-core 2.18). The file is the
 * operator's, so it is read here: where the run happens, nobody has it.
 * @throws DroverError `USAGE` for a file that cannot be read
 */
export function limitOf(value: string): string {
  if (!value.includes('@')) return value;
  // The comma at the end keeps the colons of a single pattern.
  return `${splitPatterns(value).flatMap(patternsOf).join(',')},`;
}

function patternsOf(pattern: string): string[] {
  if (!pattern.startsWith('@')) return [pattern];
  const file = pattern.slice(1);
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    throw new DroverError('USAGE', `Cannot use the limit "${pattern}": ${reasonOf(code)}`, {
      cause,
      hint: 'name a file of patterns, one a line',
    });
  }
}
