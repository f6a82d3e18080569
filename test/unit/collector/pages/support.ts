import { Hono } from 'hono';
import type { Reader } from '../../../../src/collector/model.ts';
import { pages } from '../../../../src/collector/pages/index.ts';
import type { PageEnvironment, PagesContext } from '../../../../src/collector/pages-context.ts';
import type { ReportPart } from '../../../../src/core/report.ts';
import { MemoryReader } from './memory-reader.ts';
import { type SampleDispatch, sampleWeek } from './sample.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** The pages over a reader, as the collector mounts them for someone who is logged in. */
export function openPages(reader: Reader, others: Partial<PagesContext> = {}): (path: string) => Promise<Answer> {
  const app = new Hono<PageEnvironment>();
  app.onError((_, c) => c.text('a bug', 500));
  app.use(async (c, next) => {
    c.set('session', { name: 'mira', scopes: ['read'] });
    await next();
  });
  app.route('/', pages({ reader, version: '0.1.0', hasLogin: true, eventsUrl: '/api/v1/events', ...others }));
  return async (path) => {
    const answer = await app.request(path);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
}

/** A reader with these reports. */
export function readerWith(...reports: readonly ReportPart[]): MemoryReader {
  const reader = new MemoryReader();
  for (const part of reports) reader.add(part);
  return reader;
}

/** A reader with the sample's week, and its dispatch. */
export function weekReader(now: number): { reader: MemoryReader; dispatch: SampleDispatch; reports: readonly ReportPart[] } {
  const { reports, dispatch } = sampleWeek(now);
  const reader = readerWith(...reports);
  reader.announce(dispatch);
  return { reader, dispatch, reports };
}

/** What a person reads of a page: its text without the tags, white space as one blank. */
export function textOf(page: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
    '&rarr;': '→',
    '&ndash;': '–',
    '&middot;': '·',
  };
  return page
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:lt|gt|quot|#39|amp|rarr|ndash|middot);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}
