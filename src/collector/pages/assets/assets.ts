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
  /** Where pages ask for it: the address changes with the content, so that browsers may keep it. */
  readonly address: string;
}

const asset = (path: string, type: string, body: string): readonly [string, Asset] => {
  const mark = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return [path, { type, body, address: `${path}?v=${mark}` }];
};

let made: ReadonlyMap<string, Asset> | undefined;

/** The files that the pages need beside themselves, by path. */
export function assets(): ReadonlyMap<string, Asset> {
  made ??= new Map([
    asset('/assets/drover.css', 'text/css; charset=utf-8', colours + frame + tables + results),
    asset('/assets/drover.js', 'text/javascript; charset=utf-8', script),
    asset('/assets/drover.svg', 'image/svg+xml', icon),
  ]);
  return made;
}
