/** Badges, chips, fields and tables. */
export const tables = `
.badge { display: inline-block; padding: 0 8px; border-radius: 10px; font-size: 12.5px; line-height: 20px; font-weight: 600; white-space: nowrap; }
.count { padding: 0 7px; border-radius: 9px; font-weight: 600; display: inline-block; min-width: 24px; text-align: center; }
.mark { border: 1px solid var(--strong); border-radius: 4px; padding: 0 5px; font-size: 12px; line-height: 18px; display: inline-block; color: var(--soft); white-space: nowrap; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; list-style: none; margin: 12px 0; padding: 0; }
.chips a, .chips span { display: block; padding: 2px 10px; border-radius: 14px; border: 1px solid var(--rule); background: var(--panel); color: var(--soft); }
.chips a:hover { border-color: var(--strong); text-decoration: none; }
.chips a b { color: var(--text); }
.tone-good, .chips a.tone-good { background: var(--good-back); color: var(--good); }
.tone-changed, .chips a.tone-changed { background: var(--changed-back); color: var(--changed); }
.tone-drifted, .chips a.tone-drifted { background: var(--drifted-back); color: var(--drifted); }
.tone-failed, .chips a.tone-failed { background: var(--failed-back); color: var(--failed); }
.tone-skipped, .chips a.tone-skipped { background: var(--skipped-back); color: var(--skipped); }
.tone-running, .chips a.tone-running { background: var(--running-back); color: var(--running); }
.tone-pending, .chips a.tone-pending { background: var(--pending-back); color: var(--pending); box-shadow: inset 0 0 0 1px currentColor; }
.tone-quiet, .chips a.tone-quiet { background: var(--quiet-back); color: var(--quiet); }
.chips a[class] { border-color: transparent; }
.chips a[class] b { color: inherit; }
.chips a[aria-current] { box-shadow: 0 0 0 2px var(--focus); }
.share { display: block; width: 100%; height: 8px; border-radius: 4px; margin: 14px 0 10px; background: var(--quiet-back); }
.fill-good { fill: var(--good-fill); } .fill-changed { fill: var(--changed-fill); } .fill-drifted { fill: var(--drifted-fill); }
.fill-failed { fill: var(--failed-fill); } .fill-skipped { fill: var(--skipped-fill); } .fill-running { fill: var(--running-fill); } .fill-pending { fill: var(--pending-fill); } .fill-quiet { fill: var(--quiet-fill); }
@media (min-width: 701px) {
  .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 24px; }
}
.choice { display: flex; gap: 12px; white-space: nowrap; }
.choice label { display: inline-flex; align-items: center; gap: 4px; color: var(--soft); }
.fields { display: flex; flex-wrap: wrap; gap: 10px 22px; margin: 0 0 12px; }
.fields dt { color: var(--soft); font-size: 12.5px; }
.fields dd { margin: 0; }
.values { margin: 0; display: grid; }
.values > div { display: grid; grid-template-columns: minmax(120px, 240px) minmax(0, 1fr); gap: 12px; padding: 4px 0; border-top: 1px solid var(--rule); }
.values > div:first-child { border-top: 0; }
.values dt { color: var(--soft); }
.values dd { margin: 0; min-width: 0; }
table.rows { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--panel); border: 1px solid var(--rule); border-radius: 6px; margin: 8px 0; }
.rows caption { text-align: left; color: var(--soft); padding: 0 0 6px; font-size: 13px; }
.rows th, .rows td { text-align: left; padding: 6px 12px; vertical-align: top; border-top: 1px solid var(--rule); }
.rows thead th { color: var(--soft); font-weight: 500; font-size: 12.5px; border-top: 0; white-space: nowrap; }
.rows tbody th { font-weight: 500; }
.rows tbody tr:hover > * { background: var(--hover); }
.rows .number { text-align: right; white-space: nowrap; }
.rows time { white-space: nowrap; }
.pager { display: flex; gap: 16px; margin: 12px 0; }
@media (max-width: 700px) {
  table.rows, .rows tbody { display: block; border: 0; background: none; }
  .rows caption { display: block; }
  .rows thead { display: block; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rows tr { display: flex; flex-wrap: wrap; gap: 2px 14px; padding: 9px 12px; background: var(--panel); border: 1px solid var(--rule); border-bottom: 0; }
  .rows tr:first-child { border-radius: 6px 6px 0 0; }
  .rows tr:last-child { border-bottom: 1px solid var(--rule); border-radius: 0 0 6px 6px; }
  .rows tr:only-child { border-radius: 6px; }
  .rows tbody tr:hover > * { background: none; }
  .rows tbody th { flex: 1 0 100%; padding: 0; border: 0; font-weight: 600; }
  .rows tr:has(.status) th { flex: 1 0 calc(100% - 120px); }
  .rows td, .rows .number { padding: 0; border: 0; text-align: left; }
  .rows td[data-label]::before { content: attr(data-label) ' '; color: var(--soft); font-size: 12.5px; }
  .rows .minor, .rows td:empty, .rows td:has(> .dash) { display: none; }
  .rows td.status { flex: 0 0 106px; text-align: right; }
  .rows td:has(.choice)::before { display: none; }
  .values > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
}
`;
