import { html } from 'hono/html';
import type { TaskResult } from '../../../core/events.ts';
import type { HostState, RunRow, RunStatus } from '../../model.ts';
import type { Html } from './html.ts';

/** How a run went, in one word: its status, or what a run that got to its end did. */
export type RunOutcome = Exclude<RunStatus, 'done'> | 'ok' | 'changed' | 'drifted' | 'pending';

export type Badged = HostState | RunOutcome | TaskResult | 'waiting';

/** The looks of each word. Ansible's colours where Ansible has the word; several words may share one. */
const tones: Readonly<Record<Badged, string>> = {
  ok: 'good',
  'in-sync': 'good',
  rescued: 'good',
  changed: 'changed',
  pending: 'pending',
  interrupted: 'failed',
  drifted: 'drifted',
  ignored: 'drifted',
  failed: 'failed',
  lost: 'failed',
  skipped: 'skipped',
  running: 'running',
  silent: 'quiet',
  waiting: 'running',
};

/** The word with its colour: never the colour alone. */
export function badge(state: Badged): Html {
  return html`<span class="badge tone-${tones[state]}">${wordOf(state)}</span>`;
}

export function wordOf(state: Badged): string {
  return state === 'in-sync' ? 'in sync' : state;
}

export function toneOf(state: Badged): string {
  return tones[state];
}

export function runOutcome({ status, check, corrective, drifted, recap }: RunRow): RunOutcome {
  if (status !== 'done') return status;
  if (corrective || drifted) return 'drifted';
  if (recap.changed === 0) return 'ok';
  return check ? 'pending' : 'changed';
}

/** `check` and `apply` differ in whether anything was written: one is marked, the other is the rule. */
export function mode(check: boolean): Html {
  return check ? html`<span class="mark">check</span>` : html`apply`;
}
