import { html } from 'hono/html';
import type { DriftPoint } from '../../model.ts';
import type { Html } from '../parts/html.ts';

/** Units of the drawing, which is stretched to the width there is; the labels are text beside it, and keep their size. */
const height = 200;
const step = 20;
const gap = 4;

export interface DriftChartData {
  readonly points: readonly DriftPoint[];
  /** Points that one label below the chart stands for. */
  readonly pointsPerLabel: number;
  readonly label: (time: number) => string;
  /** What the chart shows, in a sentence. */
  readonly summary: string;
}

/** Runs over time as stacked columns: failed at the bottom, drifted on it, the rest above. */
export function driftChart({ points, pointsPerLabel, label, summary }: DriftChartData): Html {
  const scale = scaleOf(Math.max(1, ...points.map(({ runs }) => runs)));
  const most = scale[0] ?? 1;
  const width = points.length * step;
  const lines = scale.map((value) => gridLine(height - (value / most) * height, width));
  const times = points.filter((_, at) => at % pointsPerLabel === 0);
  return html`<div class="chart">
<div class="scale" aria-hidden="true">${scale.map((value) => html`<span>${value}</span>`)}</div>
<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${summary}">
${lines}
${points.map((point, at) => column(point, at, most, label))}</svg>
<div class="times" aria-hidden="true">${times.map(({ time }) => html`<span>${label(time)}</span>`)}</div>
</div>`;
}

function column(point: DriftPoint, at: number, most: number, label: DriftChartData['label']): Html {
  const good = Math.max(0, point.runs - point.drifted - point.failed);
  const layers = [
    ['failed', 0, point.failed],
    ['drifted', point.failed, point.drifted],
    ['rest', point.failed + point.drifted, good],
  ] as const;
  const rect = ([tone, base, number]: (typeof layers)[number]) => {
    if (number === 0) return '';
    const size = (number / most) * height;
    const top = height - (base / most) * height - size;
    return html`<rect class="fill-${tone}" x="${at * step + gap / 2}" y="${top.toFixed(1)}" width="${step - gap}" height="${size.toFixed(1)}"/>`;
  };
  const said = `${label(point.time)}: ${point.runs} runs, ${point.drifted} with drift, ${point.failed} failed`;
  return html`<g><title>${said}</title>${layers.map(rect)}</g>\n`;
}

function gridLine(y: number, width: number): Html {
  return html`<line x1="0" x2="${width}" y1="${y}" y2="${y}"/>\n`;
}

/** Whole numbers from the top to zero, in equal steps; the top is the next round number. */
function scaleOf(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const top = power * ([1, 2, 4, 6, 8, 10].find((times) => times * power >= most) ?? 10);
  const steps = top % 4 === 0 ? 4 : top % 2 === 0 ? 2 : 1;
  return Array.from({ length: steps + 1 }, (_, at) => top - (top / steps) * at);
}
