/**
 * What the pages do beyond plain HTML: relative times go on, and the parts of a page marked `data-live` are fetched again
 * when the collector says that something changed. Plain script text: the browser gets it as it stands.
 */
export const script = `'use strict';
function ago(passed) {
  const steps = [[1e4, 0], [6e4, 1e3, ' s ago'], [36e5, 6e4, ' min ago'], [1728e5, 36e5, ' h ago'], [Infinity, 864e5, ' d ago']];
  const [, unit, words] = steps.find(([end]) => passed < end);
  return unit === 0 ? 'just now' : Math.floor(passed / unit) + words;
}
function tellTimes() {
  for (const time of document.querySelectorAll('time[data-ago]')) {
    const words = ago(Date.now() - Date.parse(time.dateTime));
    if (time.textContent !== words) time.textContent = words;
  }
}
function live(body) {
  const said = document.getElementById('live');
  let source, pause = 600, isOver = false, isBusy = false, isDue = false;
  const say = (text, state) => { said.textContent = text; said.dataset.state = state; };
  const lost = () => { if (!isOver) say('Connection lost, trying again', 'lost'); };
  async function refresh() {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (answer.status >= 500) throw new Error(answer.statusText);
    // Logged out, or forgotten meanwhile.
    if (!answer.ok || answer.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) renew(part, page.getElementById(part.id));
    if (page.body.dataset.events !== undefined) return source.readyState === 1 && say('Live', 'on');
    isOver = true;
    source.close();
    say('Finished', 'over');
  }
  // Several changes in a short time are one refresh; a page that is long to make is made less often.
  async function soon() {
    isDue = true;
    if (isBusy || isOver) return;
    isBusy = true;
    while (isDue && !isOver) {
      await new Promise((done) => setTimeout(done, pause));
      isDue = false;
      const start = performance.now();
      if (!document.hidden) await refresh().catch(lost);
      pause = Math.max(600, 4 * (performance.now() - start));
    }
    isBusy = false;
  }
  function listen() {
    if (isOver || document.hidden) return;
    source = new EventSource(body.dataset.events);
    // What changed before it listened is not told.
    source.addEventListener('open', () => { say('Live', 'on'); soon(); });
    source.addEventListener('error', () => {
      lost();
      // A refusal ends it; after anything else the browser tries again by itself.
      if (source.readyState === 2) setTimeout(() => { if (source.readyState === 2) listen(); }, 15000);
    });
    source.addEventListener('run', soon);
    source.addEventListener('refresh', soon);
  }
  // Browsers keep few connections to one server: a page that nobody looks at keeps none.
  document.addEventListener('visibilitychange', () => { source?.close(); listen(); });
  listen();
}
function renew(part, fresh) {
  if (fresh === null || fresh.innerHTML === part.innerHTML) return;
  const path = focusPath(part);
  for (const old of part.querySelectorAll('details[id]')) {
    const unfolded = fresh.querySelector('#' + CSS.escape(old.id));
    if (unfolded !== null) unfolded.open = old.open;
  }
  for (const old of part.querySelectorAll('input[id]')) {
    const input = fresh.querySelector('#' + CSS.escape(old.id));
    if (input !== null) input.checked = old.checked;
  }
  part.replaceChildren(...document.adoptNode(fresh).childNodes);
  if (path !== undefined) part.querySelector(path)?.focus({ preventScroll: true });
}
function focusPath(part) {
  const at = document.activeElement;
  if (at === null || at === part || !part.contains(at)) return undefined;
  if (at.localName === 'summary' && at.parentNode.id) return '#' + CSS.escape(at.parentNode.id) + ' > summary';
  if (at.id) return '#' + CSS.escape(at.id);
  const href = at.getAttribute('href');
  return href === null ? undefined : '[href="' + CSS.escape(href) + '"]';
}
setInterval(tellTimes, 10000);
if (document.body.dataset.events !== undefined) live(document.body);
`;
