import { failure } from '../../core/value/failure.ts';
import type { Value } from '../../core/value/types.ts';

const words =
  'ad adipiscing aliquam amet ante arcu at augue bibendum commodo congue cras cubilia cursus dapibus diam dictum dolor donec duis egestas elit enim erat eros est et etiam eu facilisis fames felis fusce gravida iaculis in ipsum justo lacus laoreet lectus leo libero ligula lorem magna massa mauris metus mi morbi mus nam nec neque nibh nisl nulla nunc odio orci pede porta purus quam quis risus sapien sed sem sit sodales tellus tempor tortor turpis urna ut varius velit vel vitae'.split(
    ' ',
  );

/** Jinja2's `lipsum(n=5, html=true, min=20, max=100)`: paragraphs of filler text, without its randomness. */
export function lorem(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): string {
  const given = (index: number, name: string, fallback: Value): Value => args[index] ?? kwargs.get(name) ?? fallback;
  const [count, html, least] = [given(0, 'n', 5), given(1, 'html', true), given(2, 'min', 20)];
  if (typeof count !== 'number' || typeof least !== 'number') throw failure('Cannot make filler text: n and min are ints');
  const paragraphs = Array.from({ length: Math.max(0, count) }, (_, i) => paragraph(i, Math.max(1, least)));
  return html === false ? paragraphs.join('\n\n') : paragraphs.map((text) => `<p>${text}</p>`).join('\n');
}

function paragraph(start: number, length: number): string {
  const chosen = Array.from({ length }, (_, i) => words[(start * 31 + i * 7) % words.length] ?? 'lorem').join(' ');
  return `${chosen.charAt(0).toUpperCase()}${chosen.slice(1)}.`;
}
