import type { Controller } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import type { Settings } from '../core/settings/honoured.ts';
import { parseJson } from '../core/value/json-parse.ts';
import type { Dict } from '../core/value/types.ts';
import type { FactCache } from '../engine/known-facts.ts';
import { dumpJson } from '../language/jinja/python/json-dump.ts';

/**
 * What the settings `fact_caching` and its like ask for: a JSON file for the host, which ansible-core 2.18's `jsonfile` reads too.
 * @param forgets whether what is in it counts for nothing
 * @throws DroverError `SETTING_INVALID` where no directory is named
 */
export function openFactCache(controller: Controller, host: string, settings: Settings, forgets = false): FactCache | undefined {
  const { factCaching, factCachingConnection: folder, factCachingPrefix, factCachingTimeout } = settings;
  if (!factCaching.endsWith('jsonfile')) return undefined;
  if (folder === undefined) {
    throw new DroverError('SETTING_INVALID', 'Cannot keep facts in files: no directory is named', {
      hint: 'name one with fact_caching_connection',
    });
  }
  const path = `${folder}/${factCachingPrefix}${host}`;
  const write = (facts: Dict) => controller.store(path, dumpJson(facts, { indent: '    ', sortKeys: true }));
  const read = () => (isFresh(controller, path, factCachingTimeout) ? readFacts(controller, path) : undefined);
  const forget = () => (controller.type(path) === undefined ? undefined : void write(new Map()));
  return { read: forgets ? forget : read, write };
}

/** @param timeout in seconds; 0 for ever */
function isFresh(controller: Controller, path: string, timeout: number): boolean {
  if (controller.type(path) !== 'file') return false;
  return timeout === 0 || Date.now() / 1000 - controller.stat(path).mtime <= timeout;
}

function readFacts(controller: Controller, path: string): Dict {
  const facts = parsed(Buffer.from(controller.read(path)).toString('utf8'));
  if (facts instanceof Map) return facts;
  throw new DroverError('HOST_IO', `Cannot read the facts kept in "${path}": it is no JSON object`, {
    hint: 'remove the file; the next run makes it anew',
  });
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof DroverError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
