import { filterNamed, filterNames } from '../language/jinja/filters/index.ts';
import { lookupNamed, lookupNames } from '../language/jinja/lookups/index.ts';
import type { Registry } from '../language/jinja/registry.ts';
import { testNamed, testNames } from '../language/jinja/tests/index.ts';

import { modules } from '../modules/index.ts';

/** Every filter, test and lookup. */
export const plugins: Registry = {
  filters: { named: filterNamed, names: filterNames },
  tests: { named: testNamed, names: testNames },
  hasModule: (name) => modules.get(name) !== undefined,
  lookups: { named: lookupNamed, names: lookupNames },
};
