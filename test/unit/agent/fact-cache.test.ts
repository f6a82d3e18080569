import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bundle } from '../../../src/agent/bundle.ts';
import { openFactCache } from '../../../src/agent/fact-cache.ts';
import { defaultSettings, type Settings } from '../../../src/core/settings/honoured.ts';
import { toValue } from '../../../src/core/value/convert.ts';
import type { Dict } from '../../../src/core/value/types.ts';
import type { FactCache } from '../../../src/engine/known-facts.ts';
import { realMachine } from '../../support/real-machine.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-facts-'));
  mkdirSync(join(directory, 'bundle'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function cache(settings: Partial<Settings> = {}, forgets = false): FactCache | undefined {
  const pipe = () => ({ code: 0, stdout: '', stderr: '' });
  const bundle = new Bundle(join(directory, 'bundle'), { files: realMachine(), environment: {}, pipe });
  const asked: Partial<Settings> = {
    factCaching: 'jsonfile',
    factCachingConnection: join(directory, 'kept'),
    factCachingPrefix: 'f_',
  };
  return openFactCache(bundle, 'node1', { ...defaultSettings(), ...asked, ...settings }, forgets);
}

describe('facts that are kept', () => {
  const facts = toValue({ b: [1, 'ü'], a: true }) as Dict;

  it('are a JSON file of the host', () => {
    cache()?.write(facts);
    expect(readFileSync(join(directory, 'kept/f_node1'), 'utf8')).toBe(
      '{\n    "a": true,\n    "b": [\n        1,\n        "\\u00fc"\n    ]\n}',
    );
    expect(cache()?.read()).toEqual(facts);
  });

  it('count for nothing once they are too old, unless they last for ever', () => {
    cache()?.write(facts);
    const hourAgo = Date.now() / 1000 - 3600;
    utimesSync(join(directory, 'kept/f_node1'), hourAgo, hourAgo);
    const read = (factCachingTimeout: number) => cache({ factCachingTimeout })?.read();
    expect([read(3500), read(3700), read(0)]).toEqual([undefined, facts, facts]);
  });

  it('count for nothing where they are to be forgotten', () => {
    cache()?.write(facts);
    expect(cache({}, true)?.read()).toBeUndefined();
    expect(cache()?.read()).toEqual(new Map());
  });

  it('are none before the first run, and without the setting', () => {
    expect(cache()?.read()).toBeUndefined();
    expect(cache({ factCaching: 'memory' })).toBeUndefined();
  });

  it.each(['{', '[]'])('are refused where the file holds %s', (text) => {
    mkdirSync(join(directory, 'kept'));
    writeFileSync(join(directory, 'kept/f_node1'), text);
    expect(() => cache()?.read()).toThrow(
      `Cannot read the facts kept in "${join(directory, 'kept/f_node1')}": it is no JSON object`,
    );
  });

  it('need a directory', () => {
    expect(() => cache({ factCachingConnection: undefined })).toThrow('Cannot keep facts in files: no directory is named');
  });
});
