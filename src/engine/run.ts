import type { RunEvent } from '../core/events.ts';
import type { Gathering } from '../core/host.ts';
import { toPlain } from '../core/value/convert.ts';
import { BackgroundJobs } from './background-jobs.ts';
import { connectionLayer } from './connection-layer.ts';
import type { Flow } from './flow.ts';
import { KnownFacts } from './known-facts.ts';
import { emptyRecap } from './recap.ts';
import { runPlay } from './run-play.ts';
import type { Run, RunOptions } from './run-state.ts';

/** What `setup` gathers without arguments. */
const everything: Gathering = { subset: ['all'], filter: [], factPath: '/etc/ansible/facts.d' };

/** How a run ended, with the counts of its host. */
export interface RunEnd {
  readonly status: 'done' | 'failed' | 'interrupted';
  readonly recap: Run['recap'];
}

/**
 * Runs a playbook on this host and yields what happens. Whatever a task's failure is becomes a result; a
 * DroverError is thrown for what ends the run as a whole (an unknown handler, a play that cannot be read).
 *
 * @param recap counts on, so that its owner has the counts of a run that ends with an error too
 */
export async function* run(options: RunOptions, recap = emptyRecap()): AsyncGenerator<RunEvent, RunEnd> {
  const state: Run = {
    options,
    recap,
    setFacts: new Map(),
    delegatedFacts: new Map(),
    includedVars: new Map(),
    facts: new KnownFacts(options.factCache, () => options.machine.real.facts.gather(everything)),
    stats: new Map(),
    jobs: new BackgroundJobs(options.machine.real),
    connection: connectionLayer(options.host),
    clearings: 0,
    served: false,
    started: options.startAtTask === undefined,
  };
  let flow: Flow = { kind: 'next' };
  try {
    for (const play of options.playbook.plays) {
      flow = yield* runPlay(state, play);
      if (flow.kind === 'failed' || flow.kind === 'interrupted') break;
    }
  } finally {
    await state.jobs.allEnded();
  }
  if (options.roles !== undefined && !state.served) {
    yield {
      event: 'warning',
      message: `Nothing to do: no play gives host "${options.host}" the role ${options.roles.join(', ')}`,
    };
  }
  if (state.stats.size > 0) yield { event: 'stats', data: toPlain(new Map(state.stats)) as Record<string, unknown> };
  const status = flow.kind === 'failed' || flow.kind === 'interrupted' ? flow.kind : 'done';
  return { status, recap: state.recap };
}
