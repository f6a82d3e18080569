import { DroverError } from '../../core/errors.ts';
import type { FactSnapshot, Gathering } from '../../core/host.ts';
import { chosenCollectors } from './collectors.ts';
import { factFilter } from './fact-filter.ts';
import type { FactReader } from './fact-reader.ts';

const prefix = 'ansible_';

/** The facts that one `setup` is asked for. */
export class Snapshot implements FactSnapshot {
  readonly #reader: FactReader;
  readonly #passes: (name: string) => boolean;
  readonly #collectors: ReadonlySet<string>;
  /** What Ansible tells of the gathering itself. */
  readonly #about: ReadonlyMap<string, unknown>;

  /** @throws DroverError `MODULE_ARGS` for a subset that does not exist */
  constructor({ subset, filter }: Gathering, reader: FactReader) {
    this.#reader = reader;
    this.#passes = factFilter(filter);
    this.#collectors = chosenCollectors(subset);
    this.#about = new Map<string, unknown>([
      ['gather_subset', subset],
      ['module_setup', true],
    ]);
  }

  get(name: string): unknown {
    if (!this.#shows(name)) return undefined;
    return this.#about.get(name) ?? this.#reader.get(name.slice(prefix.length));
  }

  names(): readonly string[] {
    return [...this.#reader.names().map((name) => `${prefix}${name}`), ...this.#about.keys()].filter((name) => this.#shows(name));
  }

  /** Reads what it shows and a run may change. What asks programs is left to who wants it, and so is what cannot be read: they are told why. */
  hold(): void {
    const shown = this.names().map((name) => this.#reader.groupOf(name.slice(prefix.length)));
    for (const group of new Set(shown)) {
      if (group === undefined || group.asksPrograms || group.isSteady) continue;
      try {
        this.#reader.read(group);
      } catch (error) {
        if (!(error instanceof DroverError)) throw error;
      }
    }
  }

  #shows(name: string): boolean {
    if (this.#about.has(name)) return this.#passes(name);
    if (!name.startsWith(prefix)) return false;
    const collector = this.#reader.groupOf(name.slice(prefix.length))?.collector;
    return collector !== undefined && this.#collectors.has(collector) && this.#passes(name);
  }
}
