import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { executable } from './executable.ts';
import { dist } from './repository.ts';

mkdirSync(dist, { recursive: true });
const work = mkdtempSync(join(dist, '.work-'));
try {
  const app = join(work, 'drover.cjs');
  await bundle(app);
  const assets: Record<string, string> = {};
  const addon = join(dist, 'drover.node');
  if (existsSync(addon)) assets['drover.node'] = addon;
  const output = join(work, 'drover');
  await executable(app, assets, output, work);
  // In one step: an executable that is running may not be written to, and a build that fails leaves the old one.
  renameSync(output, join(dist, 'drover'));
} finally {
  rmSync(work, { recursive: true, force: true });
}
