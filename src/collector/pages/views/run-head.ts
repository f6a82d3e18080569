import { html } from 'hono/html';
import type { RunRow } from '../../model.ts';
import { badge, mode, runOutcome } from '../parts/badge.ts';
import { commitLink } from '../parts/commit.ts';
import { fields } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { links } from '../parts/links.ts';
import { longText } from '../parts/long-text.ts';
import { rolesText } from '../parts/roles.ts';
import { duration, exact, when } from '../parts/time.ts';

/** What a run was: where, of which commit, started by whom, how it ended. */
export function runHead(run: RunRow, before: RunRow | undefined, now: number): Html {
  return html`<div class="title"><h1>Run on <a href="${links.host(run.host)}">${run.host}</a></h1>${badge(runOutcome(run))}${toCompare(run, before, now)}</div>
${fields([
  ['Started', html`${when(run.started, now)} <span class="none">${exact(run.started)}</span>`],
  ['Took', run.duration === null ? null : duration(run.duration)],
  ['Mode', mode(run.check)],
  ['Commit', commitLink(run.commit)],
  ['Playbook', html`<code>${run.playbook}</code>`],
  ['Roles', rolesText(run.roles)],
  ['Dispatch', run.dispatch === null ? 'by hand' : html`<a href="${links.dispatch(run.dispatch)}">${run.dispatch}</a>`],
  ['Allocation', run.allocation === null ? null : html`<code title="${run.allocation}">${run.allocation.slice(0, 8)}</code>`],
  ['Node', run.node === null ? null : html`<code title="${run.node}">${run.node.slice(0, 8)}</code>`],
  ['Drover', run.version],
])}
${run.corrective ? html`<p>The host had this commit already: what changed here is drift that this run mended.</p>` : ''}
${run.status === 'lost' ? html`<p class="alert">Its allocation is over, and the end of this run was never reported.</p>` : ''}
${run.message === null || run.message === '' ? '' : html`<div class="message is-failed">${longText(run.message, 4000)}</div>`}`;
}

function toCompare(run: RunRow, before: RunRow | undefined, now: number): Html {
  if (before === undefined) return html``;
  return html`<a class="aside" href="${links.compare(before.run, run.run)}">Compare with the run before, ${when(before.started, now)}</a>`;
}
