const units = 'BKMGTPEZY';

/**
 * Bytes (or bits) of a size as people write it: `10M`, `1.5 GB`, `2Kb`.
 * @returns undefined where it is none
 */
export function humanSize(written: string, bits = false): number | undefined {
  const match = /^\s*(\d*\.?\d+)\s*([A-Za-z]*)\s*$/.exec(written);
  if (match === null) return undefined;
  const [, number = '', unit = ''] = match;
  if (unit === '') return Math.round(Number(number));
  const power = units.indexOf(unit.charAt(0).toUpperCase());
  const rest = unit.slice(1);
  const word = bits ? 'b' : 'B';
  const known = power === 0 ? unit === word : rest === '' || rest === word;
  return power < 0 || !known ? undefined : Math.round(Number(number) * 1024 ** power);
}
