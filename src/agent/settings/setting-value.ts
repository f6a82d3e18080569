import { posix } from 'node:path';
import { booleanWord } from '../../core/boolean-word.ts';
import { DroverError } from '../../core/errors.ts';
import { expandVariables } from '../../core/expand-variables.ts';
import type { SettingType } from '../../core/settings/honoured.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Entry } from './configuration-file.ts';

/** A setting as it was written. */
export interface Given {
  /** The key, or the variable. */
  readonly name: string;
  readonly text: string;
  /** Undefined where the environment says it. */
  readonly entry: Entry | undefined;
}

/** What paths are completed with. */
export interface Paths {
  /** What a relative path is relative to. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The bundle's directory: paths inside are given without it. */
  readonly bundle: string;
}

interface Kind {
  readonly type: SettingType;
  readonly choices?: readonly string[];
}

/**
 * A setting's text as its type (ansible-core 2.18, `ensure_type`).
 * @throws DroverError `SETTING_INVALID`
 */
export function settingValue({ type, choices }: Kind, given: Given, paths: Paths): unknown {
  const { text } = given;
  switch (type) {
    case 'boolean':
      return booleanWord(text.trim().toLowerCase()) === true;
    case 'integer':
      return wholeNumber(given);
    case 'string':
      return chosen(given.entry === undefined ? text : unquoted(text), choices, given);
    case 'list':
      return words(text).map((word) => chosen(word, choices, given));
    case 'path':
      return text === '' ? undefined : pathOf(text, paths);
    case 'paths':
      return several(text.split(':'), paths);
    case 'sources':
      return several(
        text.split(',').map((part) => part.trim()),
        paths,
      );
  }
}

function wholeNumber({ name, text }: Given): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(number)) return number;
  throw new DroverError('SETTING_INVALID', `Cannot use the setting ${name}: "${text}" is no whole number`);
}

function chosen(value: string, choices: readonly string[] | undefined, { name }: Given): string {
  if (choices === undefined || value === '' || choices.includes(value)) return value;
  throw new DroverError('SETTING_INVALID', `Cannot use the setting ${name}: "${value}" is none of ${choices.join(', ')}`, {
    hint: didYouMean(value, choices),
  });
}

/** An empty text is a list without words here; for Ansible it is one empty word, which means nothing anywhere. */
function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => unquoted(word.trim()))
    .filter((word) => word !== '');
}

function unquoted(text: string): string {
  return /^(["'])[\s\S]*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

function several(parts: readonly string[], paths: Paths): readonly string[] | undefined {
  const found = parts.filter((part) => part !== '').map((part) => pathOf(part, paths));
  return found.length === 0 ? undefined : found;
}

/** Hosts with commas between are no path; they come here one by one and end as one that is not there. */
function pathOf(written: string, { folder, environment, bundle }: Paths): string {
  const filled = expandVariables(written.replaceAll('{{CWD}}', bundle), (name) => environment[name]);
  const home = environment['HOME'];
  const complete = home !== undefined && /^~(?=\/|$)/.test(filled) ? home + filled.slice(1) : filled;
  const path = posix.normalize(posix.isAbsolute(complete) ? complete : posix.join(folder, complete)).replace(/(?<=.)\/$/, '');
  if (path === bundle) return '.';
  return path.startsWith(`${bundle}/`) ? path.slice(bundle.length + 1) : path;
}
