import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commit } from './commit.ts';
import { repository } from './repository.ts';

/** What the executable is made of. The fleet is here because the code cache comes from applying it. */
const inputs = ['src', 'native', 'scripts/build', 'scripts/build-addon', 'package-lock.json', 'test/support/host-root'];
const fleet = ['roles', 'inventory', 'site.yml'];

/** A digest of everything that the executable depends on, the commit that it will name included. */
export function inputsDigest(): string {
  const hash = createHash('sha256').update(commit());
  for (const path of [...inputs, ...fleet].flatMap(files)) {
    hash.update(`\0${path}\0`).update(readFileSync(join(repository, path)));
  }
  return hash.digest('hex');
}

function files(path: string): string[] {
  const found = statSync(join(repository, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(join(repository, path))
    .sort()
    .flatMap((name) => files(join(path, name)));
}
