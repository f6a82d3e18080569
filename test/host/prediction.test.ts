import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DroverError } from '../../src/core/errors.ts';
import type { Host } from '../../src/core/host.ts';
import { Prediction } from '../../src/host/prediction.ts';
import { realMachine } from '../support/real-machine.ts';

const isRoot = process.getuid?.() === 0;
const creator = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, umask: process.umask() };

type Kind = keyof typeof calls;
type Step = readonly [Kind, string, string, number];

const calls = {
  writeFile: (host: Host, a: string, b: string) => host.writeFile(a, b),
  writeWithMode: (host: Host, a: string, b: string, mode: number) => host.writeFile(a, b, { mode }),
  makeDirectory: (host: Host, a: string) => host.makeDirectory(a),
  makePrivate: (host: Host, a: string, _b: string, mode: number) => host.makeDirectory(a, mode),
  remove: (host: Host, a: string) => host.remove(a),
  setMode: (host: Host, a: string, _b: string, mode: number) => host.setMode(a, mode),
  setOwner: (host: Host, a: string, _b: string, mode: number) => host.setOwner(a, isRoot ? mode : undefined, undefined),
  rename: (host: Host, a: string, b: string) => host.rename(a, b),
  hardLink: (host: Host, a: string, b: string) => host.hardLink(a, b),
  symlink: (host: Host, a: string, target: string) => host.symlink(target, a),
} as const;

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const mode = fc.constantFrom(0o700, 0o755, 0o2775, 0o4711, 0o600);
const kinds = fc.constantFrom(...(Object.keys(calls) as Kind[]));
const step: fc.Arbitrary<Step> = fc.tuple(kinds, path, fc.oneof(path, fc.constantFrom('../a', '..', 'c')), mode);

function populate(directory: string): void {
  mkdirSync(join(directory, 'a/b'), { recursive: true });
  writeFileSync(join(directory, 'a/b/c'), 'deep');
  writeFileSync(join(directory, 'a/c'), 'file');
  symlinkSync('a/b', join(directory, 'c'));
}

/** What a step answers: nothing, or its error with the directory's own name taken out. */
function take(host: Host, directory: string, [kind, a, b, bits]: Step): string {
  try {
    calls[kind](host, join(directory, a), kind === 'rename' || kind === 'hardLink' ? join(directory, 'a', b) : b, bits);
    return 'done';
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    // Which of two paths is to blame, and so what for, is a matter of taste.
    return kind === 'rename' || kind === 'hardLink' ? 'failed' : error.message.replaceAll(directory, '');
  }
}

/** Every file below a directory as a line: path, type, mode, owner, and what it holds. */
function tree(host: Host, directory: string, at = ''): string[] {
  return host.list(`${directory}${at}`).flatMap((entry) => {
    const path = `${at}/${entry}`;
    const stat = host.lstat(`${directory}${path}`);
    if (stat?.type === 'link') return [`${path} -> ${host.readLink(`${directory}${path}`)}`];
    const line = `${path} ${stat?.type} ${stat?.mode.toString(8)} ${stat?.uid}`;
    if (stat?.type === 'directory') return [line, ...tree(host, directory, path)];
    return [`${line} ${stat?.links} ${stat?.size} ${host.readText(`${directory}${path}`)}`];
  });
}

describe('a prediction and the machine', () => {
  it('come to the same files and the same errors, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        const top = mkdtempSync(join(tmpdir(), 'drover-agree-'));
        const [done, predicted] = [join(top, 'x'), join(top, 'y')];
        try {
          for (const directory of [done, predicted]) populate(directory);
          const machine = realMachine();
          const check = new Prediction(machine, { creator });
          const before = tree(machine, predicted);
          for (const one of steps) expect([one, take(check, predicted, one)]).toEqual([one, take(machine, done, one)]);
          expect(tree(check, predicted)).toEqual(tree(machine, done));
          expect(tree(machine, predicted)).toEqual(before);
        } finally {
          rmSync(top, { recursive: true });
        }
      }),
      { numRuns: 150 },
    );
  });
});
