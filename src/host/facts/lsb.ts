import type { FactContext, FactGroup, Facts } from './context.ts';
import { lines } from './read.ts';

/** What lsb_release says; where there is no such program, what /etc/lsb-release says. */
export const lsbFacts: FactGroup = { collector: 'lsb', names: ['lsb'], gather, asksPrograms: true };

const fileKeys: readonly (readonly [string, string])[] = [
  ['DISTRIB_ID', 'id'],
  ['DISTRIB_RELEASE', 'release'],
  ['DISTRIB_DESCRIPTION', 'description'],
  ['DISTRIB_CODENAME', 'codename'],
];
const programKeys: readonly (readonly [string, string])[] = [
  ['LSB Version', 'release'],
  ['Distributor ID', 'id'],
  ['Description', 'description'],
  ['Release', 'release'],
  ['Codename', 'codename'],
];

function gather({ files, ask }: FactContext): Facts {
  const said = parse(ask('lsb_release', ['-a'])?.stdout.split('\n') ?? [], ':', programKeys);
  const lsb = Object.keys(said).length > 0 ? said : parse(lines(files, '/etc/lsb-release'), '=', fileKeys);
  const { release } = lsb;
  return { lsb: release === undefined ? lsb : { ...lsb, major_release: release.split('.')[0] } };
}

function parse(text: readonly string[], separator: string, keys: readonly (readonly [string, string])[]): Record<string, string> {
  const lsb: Record<string, string> = {};
  for (const line of text) {
    const at = line.indexOf(separator);
    const key = at < 0 ? undefined : keys.find(([name]) => line.slice(0, at).includes(name))?.[1];
    const value = line.slice(at + 1).trim();
    if (key !== undefined) lsb[key] = value.replace(/^['"\\]+|['"\\]+$/g, '');
  }
  return lsb;
}
