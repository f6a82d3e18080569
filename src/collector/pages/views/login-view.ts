import { html } from 'hono/html';
import type { PageContent } from '../layout.ts';

export interface LoginData {
  /** Where to go after; a path of this server. */
  readonly next: string;
  /** `refused`: the token is not known; `scope`: the one that was given may not read. */
  readonly error: 'refused' | 'scope' | undefined;
}

const sentences = {
  refused: 'This token is not known, or has expired.',
  scope: 'You are logged in with a token that may not read. Log in with another one.',
} as const;

/** The form that asks for a token. */
export function loginView({ next, error }: LoginData): PageContent {
  const described = error === 'refused' ? html` aria-describedby="refused" aria-invalid="true"` : '';
  const body = html`<div class="sign-in">
<h1>Log in</h1>
${error === undefined ? '' : html`<p class="alert" role="alert" id="refused">${sentences[error]}</p>`}
<form method="post" action="/login">
<input type="hidden" name="next" value="${next}">
<label>Token <input type="password" id="token" name="token" required autofocus autocomplete="current-password" spellcheck="false"${described}></label>
<button class="main">Log in</button>
</form>
<p class="none">The collector printed a token when it was first started. <code>drover collector token create</code> makes further ones.</p>
</div>`;
  return { title: 'Log in', body };
}
