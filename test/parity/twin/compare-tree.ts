import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../files-below.ts';
import type { Seen } from '../seen.ts';
import { differences } from './differences.ts';
import type { Engine } from './engines.ts';
import { readCase } from './read-case.ts';
import { type Finished, makeRoot } from './side.ts';

/** Runs a tree with both engines on twin roots and says how they differ, a line each: Ansible / Drover. */
export async function compareTree(tree: string, ansible: Engine, drover: Engine): Promise<string[]> {
  const twin = readCase(tree);
  const work = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'drover-twin-'));
  try {
    const found: string[] = [];
    const sides = [ansible, drover].map((engine, i) => ({ engine, root: join(work, `${i}`) }));
    for (const { root } of sides) {
      mkdirSync(root);
      makeRoot(root, tree);
    }
    for (const [i, args] of twin.runs.entries()) {
      const answers: Answer[] = [];
      for (const { engine, root } of sides)
        answers.push({ ...(await engine(root, twin, args)), files: filesBelow(join(root, 'out')) });
      const lines = compareAnswers(answers);
      if (lines.length > 0) found.push(`run ${i + 1} (${args.join(' ')}):`, ...lines.map((line) => `  ${line}`));
    }
    return found;
  } finally {
    rmSync(work, { recursive: true });
  }
}

interface Answer {
  readonly finished: Finished;
  readonly seen: Seen;
  readonly files: Readonly<Record<string, unknown>>;
}

function compareAnswers(answers: readonly Answer[]): string[] {
  const [one, other] = answers.map(({ finished, seen, files }) => ({ fails: finished.status !== 0, ...seen, files }));
  // An error that ends Ansible's run as a whole leaves it without a recap.
  const ended = one?.fails === true && Object.keys(one.recap).length === 0 ? { recap: {} } : {};
  const lines = differences(one, { ...other, ...ended });
  const silent = answers.filter(({ finished, seen }) => finished.status !== 0 && seen.tasks.length === 0);
  if (lines.length === 0) return [];
  // Nothing but the reason where one of them did not begin.
  return silent.length === 1 ? silent.map(({ finished }) => tail(finished)) : lines.slice(0, 30);
}

function tail({ stdout, stderr }: Finished): string {
  return `${stdout}${stderr}`.trim().split('\n').slice(-8).join('\n  ');
}
