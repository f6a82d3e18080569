import { html } from 'hono/html';
import type { Html } from './html.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago in words, the exact moment in the title: `3 min ago`. Both times are milliseconds since 1970. */
export function when(time: number, now: number): Html {
  if (!isTime(time)) return html`<span class="none">${exact(time)}</span>`;
  return html`<time datetime="${new Date(time).toISOString()}" title="${exact(time)}" data-ago>${ago(now - time)}</time>`;
}

/** `2026-11-21 20:36:57 UTC`. */
export function exact(time: number): string {
  if (!isTime(time)) return 'unknown';
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A host's clock may say anything; a date of it there is for 270,000 years to either side. */
function isTime(time: number): boolean {
  return Math.abs(time) <= 8.64e15;
}

/** A time that has passed, in milliseconds: `just now`, `5 min ago`, `3 h ago`, `12 d ago`. */
export function ago(passed: number): string {
  if (passed < 10 * second) return 'just now';
  if (passed < minute) return `${Math.floor(passed / second)} s ago`;
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
  if (passed < 2 * day) return `${Math.floor(passed / hour)} h ago`;
  return `${Math.floor(passed / day)} d ago`;
}

/** Milliseconds as a person says them: `3 ms`, `1.4 s`, `2 min 05 s`, `1 h 02 min`; a dash for what has no end yet. */
export function duration(ms: number | null): string {
  if (ms === null) return '\u2013';
  if (ms < second) return `${Math.round(ms)} ms`;
  if (ms < minute) return `${(ms / second).toFixed(1)} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (ms < hour) return `${Math.floor(ms / minute)} min ${two(Math.floor((ms % minute) / second))} s`;
  return `${Math.floor(ms / hour)} h ${two(Math.floor((ms % hour) / minute))} min`;
}
