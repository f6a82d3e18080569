import type { Recap } from '../../core/events.ts';
import type { Colour, Paint } from './paint.ts';

const fields: readonly (readonly [keyof Recap, Colour])[] = [
  ['ok', 'green'],
  ['changed', 'yellow'],
  ['unreachable', 'red'],
  ['failed', 'red'],
  ['skipped', 'cyan'],
  ['rescued', 'green'],
  ['ignored', 'purple'],
];

/** `node1 : ok=32 changed=0 …` with Ansible's widths; what is zero has no colour. */
export function recapLine(host: string, recap: Recap, paint: Paint): string {
  const worst = recap.failed > 0 ? 'red' : recap.changed > 0 ? 'yellow' : 'green';
  const counts = fields.map(([name, colour]) => {
    const text = `${name}=${recap[name]}`.padEnd(name.length + 5);
    return recap[name] > 0 ? paint(colour, text) : text;
  });
  return `${paint(worst, host.padEnd(26))} : ${counts.join(' ')}`;
}
