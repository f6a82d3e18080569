import type { FactSnapshot, FactSource, Gathering } from '../../core/host.ts';
import { askProgram } from './ask-program.ts';
import type { FactContext } from './context.ts';
import { FactReader } from './fact-reader.ts';
import { Snapshot } from './snapshot.ts';

/** What is told about the machine beside its files; real programs are asked where nothing else is said. */
type Given = Pick<FactContext, 'files' | 'environment'> & Partial<Pick<FactContext, 'ask'>>;

const localFactPath = '/etc/ansible/facts.d';

/** The host's facts under ansible-core 2.18's names. */
export class HostFacts implements FactSource {
  readonly #context: Omit<FactContext, 'fact' | 'factPath' | 'now'>;
  readonly #reader: FactReader;
  /** Snapshots that have not read yet all they show. */
  readonly #open: Snapshot[] = [];

  constructor({ files, environment, ask = askProgram(files, environment) }: Given) {
    this.#context = { files, environment, ask };
    this.#reader = new FactReader({ ...this.#context, factPath: localFactPath, now: () => new Date() });
  }

  get(name: string): unknown {
    return this.#reader.get(name);
  }

  gather(asked: Gathering, files: FactContext['files'] = this.#context.files): FactSnapshot {
    const moment = new Date();
    const reader = new FactReader({ ...this.#context, files, factPath: asked.factPath, now: () => moment });
    const snapshot = new Snapshot(asked, reader);
    this.#open.push(snapshot);
    return snapshot;
  }

  hold(): void {
    for (const snapshot of this.#open.splice(0)) snapshot.hold();
  }
}
