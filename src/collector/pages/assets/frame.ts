/** The page's frame, its text, and the things that are on every page: links, headings, forms, focus. */
export const frame = `
*, ::before, ::after { box-sizing: border-box; }
html { font: 14px/1.5 -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, Cantarell, system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', 'Noto Sans Mono', 'Noto Mono', Consolas, monospace; font-size: 12.5px; }
pre { margin: 0; }
a { color: var(--link); text-decoration: none; }
a:hover, main p a, .more a { text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
h1 { font-size: 20px; line-height: 1.3; font-weight: 600; margin: 0; }
h2 { font-size: 15px; font-weight: 600; margin: 28px 0 8px; }
h2 .none { font-weight: 400; }
h3 { font-size: 14px; font-weight: 600; margin: 0; }
p { margin: 8px 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 8px; top: -60px; background: var(--panel); padding: 6px 12px; z-index: 2; }
.skip:focus { top: 8px; }
.top { background: var(--panel); border-bottom: 1px solid var(--rule); }
.top > div, main, .foot { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
.top > div { display: flex; flex-wrap: wrap; align-items: center; gap: 0 20px; min-height: 46px; }
.brand { font-weight: 700; color: var(--text); letter-spacing: -.01em; }
.top ul { display: flex; gap: 2px; list-style: none; margin: 0; padding: 0; }
.top li a { display: block; padding: 12px 10px 10px; color: var(--soft); border-bottom: 2px solid transparent; }
.top li a:hover { color: var(--text); text-decoration: none; }
.top li a[aria-current] { color: var(--text); font-weight: 600; border-color: var(--link); }
.top form { margin-left: auto; display: flex; align-items: center; gap: 8px; color: var(--soft); padding: 6px 0; }
main { padding-top: 20px; padding-bottom: 40px; min-height: 70vh; outline: none; }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; margin-bottom: 12px; }
.title .aside { margin-left: auto; }
.crumbs { color: var(--soft); margin: 0 0 4px; font-size: 13px; }
main .crumbs a { text-decoration: none; }
.foot { color: var(--soft); padding-top: 12px; padding-bottom: 24px; font-size: 13px; }
input, select, button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--strong); border-radius: 5px; padding: 4px 9px; min-height: 32px; }
input[type=radio] { min-height: 0; margin: 0; }
button { cursor: pointer; }
button:hover { background: var(--hover); }
button.plain { border-color: transparent; background: none; color: var(--link); padding: 4px 6px; }
button.main { background: var(--link); border-color: var(--link); color: var(--ground); font-weight: 600; }
.filter { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; margin: 12px 0; }
.filter label { display: grid; gap: 2px; color: var(--soft); font-size: 13px; }
.filter label.beside { display: flex; align-items: center; gap: 8px; }
.filter input, .filter select, .sign-in input { color: var(--text); font-size: 14px; }
.sign-in { max-width: 380px; margin: 8vh auto 0; }
.sign-in form { display: grid; gap: 12px; margin-top: 16px; }
.sign-in label { display: grid; gap: 4px; color: var(--soft); }
.alert { border-left: 3px solid var(--failed-fill); background: var(--failed-back); color: var(--failed); padding: 8px 12px; margin: 12px 0; }
.live { float: right; margin: 2px 0 0 16px; color: var(--soft); font-size: 13px; }
.live::before { content: ''; display: inline-block; width: 8px; height: 8px; border-radius: 50%; background: var(--quiet-fill); margin-right: 6px; }
.live:empty { display: none; }
.live[data-state=on]::before { background: var(--good-fill); }
.live[data-state=lost]::before { background: var(--failed-fill); }
.none, .empty { color: var(--soft); }
.empty { padding: 20px 0; }
@media (prefers-reduced-motion: no-preference) { .live[data-state=on]::before { animation: breathe 2s infinite alternate; } }
@keyframes breathe { to { opacity: .35; } }
@media (max-width: 700px) {
  .top > div, main, .foot { padding-left: 16px; padding-right: 16px; }
  .top > div { gap: 0 12px; }
  .brand { padding-top: 8px; }
  .title .aside { margin-left: 0; }
  .filter label { flex: 1 1 140px; }
  .filter input, .filter select { width: 100%; }
  .top nav { order: 3; width: 100%; overflow-x: auto; }
  .top li a { padding: 8px 9px; }
  .top li:first-child a { padding-left: 0; }
  main { padding-top: 14px; }
}
/* Files answer no forms. */
.exported .filter, .exported form .step, .exported td:has(.choice), .exported form th[scope=col]:last-child { display: none; }
@media print { .top, .foot, .filter, .pager { display: none; } }
`;
