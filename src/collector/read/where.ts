import type { SQLInputValue } from 'node:sqlite';

/** The conditions of a query; what is asked for goes in as values only. */
export class Where {
  readonly #conditions: string[] = [];
  readonly values: SQLInputValue[] = [];

  /** @param condition a constant of the program */
  add(condition: string, ...values: SQLInputValue[]): void {
    this.#conditions.push(condition);
    this.values.push(...values);
  }

  get sql(): string {
    return this.#conditions.length === 0 ? '' : `WHERE ${this.#conditions.join(' AND ')}`;
  }
}
