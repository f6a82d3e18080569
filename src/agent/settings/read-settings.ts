import { isAbsolute, posix } from 'node:path';
import type { Controller } from '../../core/controller.ts';
import type { Report } from '../../core/diagnostic.ts';
import { DroverError } from '../../core/errors.ts';
import { defaultSettings, honoured, type Settings } from '../../core/settings/honoured.ts';
import { decodeText } from '../../language/decode-text.ts';
import { checkSettings } from './check-settings.ts';
import { type Entry, readConfiguration } from './configuration-file.ts';
import { type Given, type Paths, settingValue } from './setting-value.ts';

/** Where settings come from. */
export interface SettingSources {
  /** `ANSIBLE_*`; empty where only the bundle counts. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What relative paths of the environment are relative to. */
  readonly workingDirectory: string;
}

/** For what runs without a person: only the bundle's own file counts. */
export const bundleOnly: SettingSources = { environment: {}, workingDirectory: '/' };

/**
 * The settings of a bundle: those of the environment, then those of its `ansible.cfg` (or the file that ANSIBLE_CONFIG
 * names), then Ansible's own. What is wrong, unknown or refused is reported.
 */
export function readSettings(controller: Controller, sources: SettingSources, report: Report): Settings {
  const file = fileOf(sources, controller);
  const entries = file === undefined ? new Map<string, Entry>() : entriesOf(file, controller, report);
  checkSettings(entries, sources.environment, report);
  const values: Record<string, unknown> = { ...defaultSettings() };
  for (const [name, setting] of Object.entries(honoured)) {
    const given = givenFor(setting, entries, sources.environment);
    if (given === undefined) continue;
    const folder = given.entry === undefined ? sources.workingDirectory : posix.dirname(file ?? '');
    const paths: Paths = { folder, environment: sources.environment, bundle: controller.directory };
    values[name] = readValue(setting, given, paths, report);
  }
  return values as unknown as Settings;
}

type AnySetting = (typeof honoured)[keyof Settings];

function readValue(setting: AnySetting, given: Given, paths: Paths, report: Report): unknown {
  try {
    return settingValue(setting, given, paths);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const { code, message, hint } = error;
    report({ severity: 'error', code, message, hint, span: given.entry?.span });
    return setting.fallback;
  }
}

function givenFor(
  { keys, environment: variables }: AnySetting,
  entries: ReadonlyMap<string, Entry>,
  environment: SettingSources['environment'],
): Given | undefined {
  const variable = variables.findLast((name) => environment[name] !== undefined);
  if (variable !== undefined) return { name: variable, text: environment[variable] ?? '', entry: undefined };
  const key = entries.size === 0 ? undefined : keys.findLast((each) => entries.has(each));
  const entry = key === undefined ? undefined : entries.get(key);
  return entry === undefined ? undefined : { name: entry.key, text: entry.value, entry };
}

function fileOf({ environment, workingDirectory }: SettingSources, controller: Controller): string | undefined {
  const named = environment['ANSIBLE_CONFIG'];
  const candidates = named === undefined || named === '' ? [] : [isAbsolute(named) ? named : posix.join(workingDirectory, named)];
  const files = [...candidates.flatMap((path) => [path, `${path}/ansible.cfg`]), 'ansible.cfg'];
  return files.find((path) => controller.type(path) === 'file');
}

function entriesOf(file: string, controller: Controller, report: Report): Map<string, Entry> {
  return readConfiguration(decodeText(controller.read(file), file), file, report);
}
