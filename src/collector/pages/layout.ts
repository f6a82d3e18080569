import { html, raw } from 'hono/html';
import type { PagesContext, PageVariables } from '../pages-context.ts';
import { assets } from './assets/assets.ts';
import type { Html } from './parts/html.ts';

const sections = [
  ['Hosts', '/'],
  ['Runs', '/runs'],
  ['Dispatches', '/dispatches'],
  ['Drift', '/drift'],
] as const;

export type Section = (typeof sections)[number][0];

/** What a view hands to the layout. */
export interface PageContent {
  /** For the window and the bookmark. */
  readonly title: string;
  readonly section?: Section;
  readonly body: Html;
  /** Live where something on the page can change: the query of the events that tell of it (`?run=ID`). */
  readonly live?: string;
}

export type Frame = Pick<PagesContext, 'version' | 'hasLogin' | 'eventsUrl'> & { readonly session: PageVariables['session'] };

/** A whole page: landmarks, navigation, and the view's content in the middle. */
export function layout({ title, section, body, live }: PageContent, frame: Frame): Html {
  const events = live === undefined || frame.eventsUrl === undefined ? '' : html` data-events="${frame.eventsUrl}${live}"`;
  const files = assets();
  return html`${raw('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} &middot; Drover</title>
<link rel="stylesheet" href="${files.style.address}">
<link rel="icon" type="image/svg+xml" href="${files.icon.address}">
<script src="${files.script.address}" defer></script>
</head>
<body${frame.eventsUrl === undefined ? html` class="exported"` : ''}${events}>
<a class="skip" href="#content">Skip to the content</a>
<header class="top"><div>
<a class="brand" href="/">Drover</a>
${navigation(section, frame)}
${account(frame)}
</div></header>
<main id="content" tabindex="-1">
${events === '' ? '' : liveNote}
${body}
</main>
<footer class="foot">Drover ${frame.version}</footer>
</body>
</html>
`;
}

const liveNote = html`<p class="live" id="live" role="status"></p>
<noscript><p class="live">This can still change: load the page again to see more.</p></noscript>`;

/** Who is not known yet has nowhere to go but to the form. */
function navigation(section: Section | undefined, { hasLogin, session }: Frame): Html {
  if (hasLogin && session === undefined) return html``;
  const entry = ([name, address]: (typeof sections)[number]) =>
    html`<li><a href="${address}"${name === section ? html` aria-current="page"` : ''}>${name}</a></li>`;
  return html`<nav aria-label="Main"><ul>${sections.map(entry)}</ul></nav>`;
}

function account({ hasLogin, session }: Frame): Html {
  if (!hasLogin || session === undefined) return html``;
  return html`<form method="post" action="/logout"><span>${session.name ?? ''}</span><button class="plain">Log out</button></form>`;
}
