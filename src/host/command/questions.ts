import type { CommandOptions, CommandResult } from '../../core/host.ts';
import { askCommand } from './ask-command.ts';
import type { CommandPlace } from './run-command.ts';

type Answer = () => CommandResult;

/**
 * Asks the machine's programs. A question can be started before anyone asks it; it is answered once, and not after a
 * command that may have changed the answer.
 */
export class Questions {
  readonly #which: (program: string) => string | undefined;
  readonly #started = new Map<string, Answer>();
  /** Who asked once keeps the answer, and asks again only where it may be another. */
  readonly #asked = new Set<string>();

  /** @param which the path of a program */
  constructor(which: (program: string) => string | undefined) {
    this.#which = which;
  }

  ask(file: string, args: readonly string[], options: CommandOptions, place: CommandPlace): CommandResult {
    const key = keyOf(file, args, options);
    const answer = this.#started.get(key) ?? this.#start(file, args, options, place);
    this.#started.delete(key);
    this.#asked.add(key);
    return answer();
  }

  foresee(file: string, args: readonly string[], options: CommandOptions, place: CommandPlace): void {
    const key = keyOf(file, args, options);
    if (this.#started.has(key) || this.#asked.has(key) || this.#which(file) === undefined) return;
    this.#started.set(key, this.#start(file, args, options, place));
  }

  drop(): void {
    this.#started.clear();
  }

  #start(file: string, args: readonly string[], options: CommandOptions, place: CommandPlace): Answer {
    return askCommand(file.includes('/') ? file : this.#which(file), [file, ...args], options, place);
  }
}

function keyOf(file: string, args: readonly string[], { env = {}, cwd }: CommandOptions): string {
  return JSON.stringify([file, args, env, cwd ?? null]);
}
