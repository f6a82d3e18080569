import { html } from 'hono/html';
import type { PageContent } from '../layout.ts';

export interface LoginData {
  /** Where to go after; a path of this server. */
  readonly next: string;
  readonly isRefused: boolean;
}

/** The form that asks for a token. */
export function loginView({ next, isRefused }: LoginData): PageContent {
  const alert = html`<p class="alert" role="alert" id="refused">This token is not known, has expired, or may not read.</p>`;
  const described = isRefused ? html` aria-describedby="refused" aria-invalid="true"` : '';
  const body = html`<div class="sign-in">
<h1>Log in</h1>
${isRefused ? alert : ''}
<form method="post" action="/login">
<input type="hidden" name="next" value="${next}">
<label>Token <input type="password" id="token" name="token" required autofocus autocomplete="current-password" spellcheck="false"${described}></label>
<button class="main">Log in</button>
</form>
<p class="none">The collector printed a token when it was first started.</p>
</div>`;
  return { title: 'Log in', body };
}
