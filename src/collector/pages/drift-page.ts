import type { Hono } from 'hono';
import type { PageEnvironment, PagesContext } from '../pages-context.ts';
import { showPage, wordIn } from './page-request.ts';
import { type DriftSpan, driftSpans, driftView } from './views/drift-view.ts';

const hostsShown = 50;

export function addDriftPage(app: Hono<PageEnvironment>, context: PagesContext): void {
  const { reader } = context;
  app.get('/drift', (c) => {
    const span = wordIn(c, 'span', Object.keys(driftSpans) as DriftSpan[]) ?? 'week';
    const now = Date.now();
    const { length, points } = driftSpans[span];
    // Whole columns: where one begins does not move between two looks at the page.
    const width = length / points;
    const to = Math.ceil(now / width) * width;
    const content = driftView({
      points: reader.drift(to - length, to - 1, points),
      span,
      hosts: reader.hosts({ state: 'drifted' }, hostsShown).items,
      drifted: reader.hostCounts().drifted,
      now,
    });
    return showPage(c, context, content);
  });
}
