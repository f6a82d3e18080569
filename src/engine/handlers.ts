import { text } from '../core/value/text.ts';
import type { Located, Statement, Task } from '../language/ast.ts';
import type { Frame } from './frame.ts';

/** A handler of a play: a task, and the frame it runs in. */
export interface Handler {
  readonly task: Task;
  readonly frame: Frame;
  /** What may stand before `: NAME` to say that one of this role is meant: its name, of a collection's role with and without that. */
  readonly roles: readonly string[];
  /** Its identity across runs and edits of its file: play, role and name as written; its place where it has no name. */
  readonly key: string;
  /** The rendered name; undefined where it has none or it cannot be rendered yet. */
  readonly name: () => string | undefined;
  /** As written: topics are no templates. */
  readonly listen: readonly string[];
}

/** The handlers of a play in the order of their definition: roles' first, then the play's, then those of imported and included roles. */
export class HandlerList {
  readonly #sections: Handler[][] = [];
  readonly #pending = new Set<string>();
  readonly #notified = new Set<Handler>();
  readonly #owed: Set<string>;

  /** @param owed the keys of what an earlier run owes */
  constructor(owed: Iterable<string>) {
    this.#owed = new Set(owed);
  }

  /** Adds one list of handlers as written in one place. */
  add(section: readonly Handler[]): void {
    if (section.length > 0) this.#sections.push([...section]);
  }

  get all(): readonly Handler[] {
    return this.#sections.flat();
  }

  /**
   * The handlers a notification means (ansible-core 2.18, `search_handlers_by_notification`): the first of
   * that name in the last list that has one, and all that listen to it, each name once.
   */
  named(notification: string): readonly Handler[] {
    const latestFirst = [...this.#sections].reverse().flat();
    const found: Handler[] = [];
    const byName = latestFirst.find((handler) => namesOf(handler).includes(notification));
    if (byName !== undefined) found.push(byName);
    const seen = new Set<string>();
    for (const handler of latestFirst) {
      if (!withRoles(handler, handler.listen).includes(notification)) continue;
      const name = handler.name();
      if (name !== undefined && seen.has(name)) continue;
      if (name !== undefined) seen.add(name);
      if (!found.includes(handler)) found.push(handler);
    }
    return found;
  }

  /**
   * Keeps a notification for the next flush: it is then that it is known which handler is meant, as an include may bring one of
   * the same name. @returns the handlers it means now that nothing has notified yet
   */
  notify(notification: string): readonly Handler[] {
    const before = this.#meant().map(({ key }) => key);
    this.#pending.add(notification);
    return this.named(notification).filter(({ key }) => !before.includes(key));
  }

  /** Settles which handlers the notifications since the last flush mean. */
  settle(): void {
    for (const notification of this.#pending) for (const handler of this.named(notification)) this.#notified.add(handler);
    this.#pending.clear();
  }

  get anyOwed(): boolean {
    return this.#owed.size > 0;
  }

  /** Notifies those of the handlers that an earlier run owes. */
  resume(handlers: readonly Handler[]): void {
    for (const handler of handlers) if (this.#owed.has(handler.key)) this.#notified.add(handler);
  }

  /** Notifies what an earlier run owes still: of several with one key, the one that a notification means. */
  resumeAll(): void {
    const seen = new Set([...this.#notified].map((handler) => handler.key));
    for (const handler of this.all) {
      if (!seen.has(handler.key)) this.resume([handler]);
      seen.add(handler.key);
    }
  }

  /** What was notified in this run and never ran. */
  get discarded(): readonly Handler[] {
    return this.#meant().filter((handler) => !this.#owed.has(handler.key));
  }

  /** What is notified, as far as it is known now. */
  #meant(): Handler[] {
    const pending = [...this.#pending].flatMap((notification) => this.named(notification));
    return [...new Set([...this.#notified, ...pending])];
  }

  isNotified(handler: Handler): boolean {
    return this.#notified.has(handler);
  }

  clear(handler: Handler): void {
    this.#notified.delete(handler);
    this.#owed.delete(handler.key);
  }
}

function namesOf(handler: Handler): readonly string[] {
  const name = handler.name();
  return name === undefined ? [] : withRoles(handler, [name]);
}

function withRoles({ roles }: Handler, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [name, ...roles.map((role) => `${role} : ${name}`)]);
}

/** The tasks of a handler section with the frames they run in; blocks and imports are opened. */
export function handlerTasks(
  statements: readonly Statement[],
  frame: Frame,
  enter: (frame: Frame, statement: Exclude<Statement, Task>) => { frame: Frame; statements: readonly Statement[] },
): { task: Task; frame: Frame }[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'task') return [{ task: statement, frame }];
    const inside = enter(frame, statement);
    return handlerTasks(inside.statements, inside.frame, enter);
  });
}

/** The names in a `notify` or `listen` value. */
export function notifications(value: Located['value']): string[] {
  if (Array.isArray(value)) return value.flatMap(notifications);
  return value === null ? [] : [text(value)];
}
