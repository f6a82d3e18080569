import { type Diagnostic, diagnosticOf, formatDiagnostic } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import { emptyRecap } from '../engine/recap.ts';
import { run } from '../engine/run.ts';
import type { RunOptions } from '../engine/run-state.ts';

/** Takes the events of a run, in order. */
export type Sink = (event: RunEvent) => void;

/** How a run ended. */
export interface Applied {
  readonly status: 'done' | 'failed' | 'interrupted';
  readonly changed: boolean;
}

/** What the events say of a run beside what happens in it. */
export interface RunLabel {
  readonly id: string;
  readonly commit: string | null;
  readonly dispatch: string | null;
  readonly version: string;
  /** What validation found that is no error. */
  readonly warnings: readonly Diagnostic[];
  /** What a report says of the host; undefined where there is none. */
  readonly facts: () => Readonly<Record<string, unknown>> | undefined;
  /** Told when the run has to end, whatever its task is doing. */
  readonly isOver: Promise<'over'> | undefined;
  /** Called when all plays are through; answers what there is to warn of. */
  readonly whenDone: () => readonly string[];
}

/**
 * Runs the plays and tells every event, from `run_start` to `run_end`, which comes in any case.
 * @throws DroverError for what ended the run as a whole, after `run_end` with the counts so far
 */
export async function tellRun(options: RunOptions, label: RunLabel, tell: Sink): Promise<Applied> {
  const started = Date.now();
  const recap = emptyRecap();
  const end = (status: Applied['status'], message?: string) => {
    const ms = Date.now() - started;
    tell({ event: 'run_end', run: label.id, host: options.host, status, recap, ms, message });
  };
  tell(startEvent(options, label));
  const facts = label.facts();
  if (facts !== undefined) tell({ event: 'facts', facts });
  for (const diagnostic of label.warnings) tell({ event: 'warning', message: diagnostic.message, diagnostic });
  try {
    const events = run(options, recap);
    const next = () => (label.isOver === undefined ? events.next() : Promise.race([events.next(), label.isOver]));
    let step = await next();
    while (step !== 'over' && step.done !== true) {
      tell(step.value);
      step = await next();
    }
    const status = step === 'over' ? 'interrupted' : step.value.status;
    if (status === 'done') for (const message of label.whenDone()) tell({ event: 'warning', message });
    end(status, status === 'interrupted' ? interruption(options.signal, step !== 'over') : undefined);
    return { status, changed: recap.changed > 0 };
  } catch (error) {
    end('failed', messageOf(error));
    throw error;
  }
}

function startEvent(options: RunOptions, { id, commit, dispatch, version }: RunLabel): RunEvent {
  return {
    event: 'run_start',
    run: id,
    host: options.host,
    commit,
    version,
    check: options.check,
    started: new Date().toISOString(),
    playbook: options.playbook.file,
    roles: options.roles ?? [],
    dispatch,
  };
}

/** @param hasFinished whether the task did that was running */
function interruption(signal: AbortSignal | undefined, hasFinished: boolean): string {
  const why = signal?.reason instanceof DroverError ? `${signal.reason.message}; ` : '';
  const task = hasFinished ? 'the task that was running has finished' : 'the task that is running was not waited for';
  return `Interrupted: ${why}${task}, the others have not begun`;
}

export function messageOf(error: unknown): string {
  if (error instanceof DroverError) return formatDiagnostic(diagnosticOf(error), () => undefined);
  return `This is a bug in Drover: ${error instanceof Error ? error.message : String(error)}`;
}
