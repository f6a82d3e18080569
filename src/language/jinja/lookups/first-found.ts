import { posix } from 'node:path';
import { DroverError } from '../../../core/errors.ts';
import { text, truthy, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { joinTwo } from '../filters/path.ts';
import { defined } from '../python/attribute.ts';
import { mappingOf } from '../python/dict.ts';
import { isListLike, iterate } from '../python/iterate.ts';
import { LookupFailure } from './lookup-failure.ts';

interface Search {
  readonly names: string[];
  skip: boolean;
}

/** ansible-core 2.18.6's `first_found`: the first of the files that is there, as an absolute path. */
export function firstFound(terms: readonly Value[], call: Call): Value[] {
  const search: Search = { names: [], skip: false };
  const wanted = terms.length > 0 ? terms : strings(call.kwargs.get('files') ?? [], /$^/);
  collect(wanted, call.kwargs, search);
  for (const name of search.names) {
    const path = call.environment.find(name, 'files');
    if (path !== undefined) return [posix.resolve(call.environment.controller.directory, path)];
  }
  if (search.skip) return [];
  throw new DroverError(
    'FILE_MISSING',
    `Cannot find the first file: No file was found when using first_found (${search.names.join(', ')})`,
  );
}

function collect(terms: readonly Value[], options: ReadonlyMap<Value, Value>, search: Search): void {
  for (const term of terms) {
    const own = mappingOf(defined(term));
    if (own !== undefined) add(strings(own.get('files') ?? [], /[,;]/), own, search);
    else if (typeof term === 'string') add(strings(term, /[,;]/), options, search);
    else if (isListLike(term)) collect(iterate(term), options, search);
    else throw new LookupFailure(`Invalid term supplied: '${typeName(term)}'`);
  }
}

/** Notes the names to look for, in each of the paths if there are some. */
function add(names: readonly string[], options: ReadonlyMap<Value, Value>, search: Search): void {
  const paths = strings(options.get('paths') ?? [], /[,:;]/);
  search.skip = truthy(options.get('skip') ?? false);
  search.names.push(...(paths.length === 0 ? names : paths.flatMap((path) => names.map((name) => joinTwo(path, name)))));
}

/** The texts of a list or of one text, split at the marks. */
function strings(value: Value, marks: RegExp): string[] {
  const texts = isListLike(value) ? iterate(value).map(text) : value === null ? [] : [text(value)];
  return texts.flatMap((part) => part.split(marks));
}
