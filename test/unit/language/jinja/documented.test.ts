import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entriesOf, type Kind, pluginTable, undocumented } from '../../../support/plugin-table.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/language.md'), 'utf8');

describe.each<Kind>(['filter', 'test', 'lookup'])('every %s that Ansible documents', (kind) => {
  it('works or is refused by name', () => {
    expect(entriesOf(kind).filter(({ reason }) => reason === 'missing')).toEqual([]);
  });

  it('stands in docs/language.md as it is', () => {
    expect(page).toContain(pluginTable(kind));
  });

  it('is all that there is', () => {
    expect(undocumented(kind)).toEqual([]);
  });
});
