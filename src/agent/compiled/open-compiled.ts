import type { Diagnostic } from '../../core/diagnostic.ts';
import { native } from '../../host/native.ts';
import type { Bundle } from '../bundle.ts';
import { CompiledBundle } from './compiled-bundle.ts';
import { compiledPath, type Head } from './compiled-form.ts';

/**
 * Lets a bundle take its files from the compiled form that it carries, if it does and this Drover made it.
 * @returns a warning where there is one that cannot be used
 */
export function openCompiled(bundle: Bundle, version: string): Diagnostic | undefined {
  if (bundle.type(compiledPath) !== 'file') return undefined;
  const bytes = Buffer.from(bundle.read(compiledPath));
  const head = readHead(bytes);
  if (head === undefined) return unusable('it is damaged');
  if (head.drover !== version) return unusable(`Drover ${head.drover} compiled it, and this is Drover ${version}`);
  if (native().digest(bytes.subarray(bytes.indexOf('\n') + 1)) !== head.digest) return unusable('it is damaged');
  bundle.compiled = new CompiledBundle(bytes.toString('latin1'), (path) => bundle.digest(path));
  return undefined;
}

function readHead(bytes: Buffer): Head | undefined {
  try {
    const head: Partial<Head> = JSON.parse(bytes.toString('latin1', 0, Math.max(0, bytes.indexOf('\n'))));
    const { drover, digest } = head;
    return typeof drover === 'string' && typeof digest === 'string' ? { drover, digest } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function unusable(why: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'BUNDLE_INVALID',
    message: `Cannot use the compiled form of the bundle: ${why}; the sources are read`,
    hint: 'release the commit again with the Drover of the base image, or run drover bundle compile',
  };
}

/** Says which files are no longer what was compiled; undefined where all are. */
export function staleWarning({ compiled }: Pick<Bundle, 'compiled'>): Diagnostic | undefined {
  const stale = compiled?.stale ?? [];
  const [first, ...more] = stale;
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return {
    severity: 'warning',
    code: 'BUNDLE_INVALID',
    message: `Cannot use the compiled form of ${first}${others}: changed since it was compiled; the source is read`,
    hint: 'run drover bundle compile again',
  };
}
