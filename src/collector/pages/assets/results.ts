/** Tasks, diffs, comparisons and the chart. */
export const results = `
.task { background: var(--panel); border: 1px solid var(--rule); border-left: 4px solid var(--rule); border-radius: 6px; padding: 8px 14px 10px; margin: 8px 0; }
.task.edge-failed { border-left-color: var(--failed-fill); } .task.edge-changed { border-left-color: var(--changed-fill); }
.task.edge-drifted { border-left-color: var(--drifted-fill); } .task.edge-good { border-left-color: var(--good-fill); }
.task.edge-skipped { border-left-color: var(--skipped-fill); }
.task header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 10px; }
.task header .took { margin-left: auto; color: var(--soft); }
.facts-of { color: var(--soft); margin: 0; font-size: 13px; display: flex; flex-wrap: wrap; gap: 0 14px; }
pre.text { white-space: pre-wrap; background: var(--code); border-radius: 4px; padding: 6px 10px; margin: 6px 0; }
dd pre.text { margin: 2px 0; }
.message { margin: 6px 0; }
.message.is-failed pre.text { background: var(--failed-back); color: var(--failed); }
pre.diff { white-space: pre-wrap; border: 1px solid var(--rule); border-radius: 4px; margin: 8px 0; padding: 4px 0; overflow: hidden; }
.diff > * { display: block; padding: 0 10px 0 calc(10px + 1ch); text-indent: -1ch; text-decoration: none; min-height: 1.5em; }
.diff .header { color: var(--soft); font-weight: 700; padding-left: 10px; text-indent: 0; }
.diff .hunk { color: var(--skipped); padding-left: 10px; text-indent: 0; }
.diff .note { padding-left: 10px; text-indent: 0; }
.diff ins { background: var(--added); color: var(--added-text); }
.diff del { background: var(--removed); color: var(--removed-text); }
.diff b { font-weight: inherit; border-radius: 2px; }
.diff ins b { background: var(--added-mark); }
.diff del b { background: var(--removed-mark); }
.changes { list-style: none; margin: 6px 0; padding: 0; font-size: 13px; }
.changes del, .changes ins { text-decoration: none; border-radius: 3px; padding: 0 5px; font-family: ui-monospace, monospace; white-space: pre-wrap; }
.changes del { background: var(--removed); color: var(--removed-text); }
.changes ins { background: var(--added); color: var(--added-text); }
.warnings { margin: 8px 0; padding: 8px 12px 8px 28px; border-left: 3px solid var(--changed-fill); background: var(--changed-back); color: var(--changed); }
.items { list-style: none; margin: 8px 0; padding: 0; }
.items > li { border-top: 1px solid var(--rule); padding: 5px 0; }
.items > li > .badge { margin-right: 8px; }
.items > li > code + code { margin-left: 8px; }
details > summary { cursor: pointer; color: var(--link); padding: 2px 0; width: fit-content; }
details.group > summary { font-weight: 600; color: var(--text); font-size: 15px; margin-top: 16px; }
.more { margin: 4px 0 8px; font-size: 13px; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; margin: 8px 0 16px; }
.pair.of-task { margin: 4px 0 0; }
.pair.of-task > div { min-width: 0; }
.pair > section { background: var(--panel); border: 1px solid var(--rule); border-radius: 6px; padding: 10px 14px 0; }
.pair h2 { margin: 0 0 8px; }
.chart { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 8px; background: var(--panel); border: 1px solid var(--rule); border-radius: 6px; margin: 8px 0; padding: 18px 14px 8px; color: var(--soft); font-size: 12px; }
.chart svg { width: 100%; height: 220px; overflow: visible; }
.chart line { stroke: var(--rule); vector-effect: non-scaling-stroke; }
.scale { display: flex; flex-direction: column; justify-content: space-between; text-align: right; line-height: 1; margin: -6px 0; }
.times { grid-column: 2; display: flex; }
.times > span { flex: 1 1 0; min-width: 0; white-space: nowrap; }
.fill-rest { fill: var(--rest-fill); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; padding: 0; margin: 8px 0; color: var(--soft); font-size: 13px; }
.legend svg { width: 10px; height: 10px; margin-right: 6px; }
.step { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 8px; margin: 16px 0; }
@media (max-width: 700px) { .chart svg { height: 160px; } .times > span:nth-child(even) { visibility: hidden; } .pair { grid-template-columns: minmax(0, 1fr); } .task { padding: 8px 10px; } }
`;
