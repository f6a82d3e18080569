import { existsSync } from 'node:fs';

/** Where the image carries its bundle. */
const inImage = '/bundle';

/** The bundle to use where none is named: `DROVER_BUNDLE`, the one inside the image, the working directory. */
export function defaultBundle(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment['DROVER_BUNDLE'];
  if (named !== undefined && named !== '') return named;
  return existsSync(`${inImage}/COMMIT`) ? inImage : '.';
}
