import { html } from 'hono/html';
import type { RefusalStatus } from '../../refusal.ts';
import type { PageContent } from '../layout.ts';

const sentences = {
  400: ['Not understood', 'The address of this page is not complete.'],
  403: ['Not allowed', 'Your token may not do this.'],
  404: ['Not found', 'There is no such page.'],
  500: ['Something went wrong', 'The collector could not make this page; its log says why.'],
  503: ['Not ready', 'The collector cannot answer now. Try again in a moment.'],
} as const;

/** What is wrong in one sentence, and a way on. */
export function errorView(status: RefusalStatus, sentence?: string): PageContent {
  const known = Object.entries(sentences).find(([code]) => code === String(status));
  const [heading, usual] = known?.[1] ?? ['Refused', 'The collector cannot take this request.'];
  const body = html`<div class="title"><h1>${heading}</h1><span class="none">${status}</span></div>
<p>${sentence ?? usual}</p>
<p><a href="/">Go to the hosts</a></p>`;
  return { title: heading, body };
}
