import type { Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { parseCsv } from '../python/csv.ts';
import { readFile } from './files.ts';
import { LookupFailure } from './lookup-failure.ts';
import { LookupOptions, splitTerm } from './options.ts';

const defaults = { file: 'ansible.csv', delimiter: 'TAB', encoding: 'utf-8', default: null, col: 1, keycol: 0 };

/** ansible-core 2.18.6's `csvfile`: a column of the row that begins with the key. */
export function csvfile(terms: readonly Value[], call: Call): Value[] {
  if (terms.length === 0) throw new LookupFailure('Search key is required but was not found');
  return terms.flatMap((term) => {
    const { key, pairs } = splitTerm(term);
    if (key === '') throw new LookupFailure('Search key is required but was not found');
    const options = new LookupOptions(call, defaults);
    for (const [name, value] of pairs) options.set(name, value);
    const found = cellOf(key, options, call);
    if (found === null) return [];
    return Array.isArray(found) ? found : [found];
  });
}

/** The cell, or the default where no row has the key. */
function cellOf(key: string, options: LookupOptions, call: Call): Value {
  const delimiter = options.text('delimiter') === 'TAB' ? '\t' : options.text('delimiter');
  const keyColumn = Number(options.text('keycol'));
  const row = parseCsv(readFile(call, options.text('file'), options.text('encoding')), delimiter).find(
    (cells) => cells[keyColumn] === key,
  );
  if (row === undefined) return options.get('default');
  const cell = row[Number(options.text('col'))];
  if (cell === undefined) throw new LookupFailure(`csvfile: the row "${key}" has no column ${options.text('col')}`);
  return cell;
}
