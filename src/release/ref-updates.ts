import { DroverError } from '../core/errors.ts';

export type HookType = 'post-receive' | 'pre-push';

/** A reference that a push moves. */
export interface RefUpdate {
  /** Its name where it is pushed to: `refs/heads/main`. */
  readonly reference: string;
  /** The commit it named; undefined for a new one. */
  readonly from: string | undefined;
  /** The commit it names now; undefined where it was deleted. */
  readonly to: string | undefined;
}

/**
 * Reads what Git tells a hook on its standard input: `FROM TO REF` for post-receive, `LOCAL-REF TO REF FROM` for pre-push.
 * @throws DroverError `USAGE` for anything else
 */
export function refUpdates(type: HookType, input: string): RefUpdate[] {
  return input
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const words = line.split(' ');
      const [from = '', to = '', reference = ''] = type === 'post-receive' ? words : [words[3], words[1], words[2]];
      if (!isObject(from) || !isObject(to) || !reference.startsWith('refs/')) {
        throw new DroverError('USAGE', `Cannot run as ${type} hook: Git does not say "${line}" to one`, {
          hint: 'drover hook install makes a hook that Git starts',
        });
      }
      return { reference, from: commitOf(from), to: commitOf(to) };
    });
}

function isObject(word: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(word);
}

/** Zeros stand for nothing. */
function commitOf(word: string): string | undefined {
  return /^0+$/.test(word) ? undefined : word;
}
