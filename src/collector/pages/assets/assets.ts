import { createHash } from 'node:crypto';
import { colours } from './colours.ts';
import { frame } from './frame.ts';
import { icon } from './icon.ts';
import { results } from './results.ts';
import { script } from './script.ts';
import { tables } from './tables.ts';

export interface Asset {
  readonly type: string;
  readonly body: string;
  /** Where it is: the address changes with the content, so that browsers may keep it. */
  readonly address: string;
}

export type AssetName = 'style' | 'script' | 'icon';

let made: Readonly<Record<AssetName, Asset>> | undefined;

/** The files that the pages need beside themselves. */
export function assets(): Readonly<Record<AssetName, Asset>> {
  made ??= {
    style: asset('css', 'text/css; charset=utf-8', colours + frame + tables + results),
    script: asset('js', 'text/javascript; charset=utf-8', script),
    icon: asset('svg', 'image/svg+xml', icon),
  };
  return made;
}

function asset(ending: string, type: string, body: string): Asset {
  const mark = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { type, body, address: `/assets/drover-${mark}.${ending}` };
}
