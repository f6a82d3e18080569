import { text, truthy } from '../../core/value/text.ts';
import type { Dict, Value } from '../../core/value/types.ts';
import { className, convertOption, typeOf } from './convert-option.ts';

interface Level {
  readonly spec: Dict;
  readonly given: Map<Value, Value>;
  /** The options around, outermost first. */
  readonly above: readonly string[];
}

interface Unsupported {
  readonly name: string;
  readonly supported: string;
}

/**
 * What is wrong with arguments by a specification as roles write it (`required`, `type`, `elements`, `choices`, `options`), in the
 * order and the words of ansible-core 2.18 (`ArgumentSpecValidator.validate`). A variable that is none counts as given.
 */
export function specErrors(spec: Dict, given: ReadonlyMap<Value, Value>): string[] {
  const unsupported: Unsupported[] = [];
  const errors = levelErrors({ spec, given: new Map(given), above: [] }, unsupported);
  const last = unsupported.at(-1);
  if (last === undefined) return errors;
  const names = unsupported.map(({ name }) => name).sort();
  return [...errors, `${names.join(', ')}. Supported parameters include: ${last.supported}.`];
}

/** @param unsupported gets the names that no option has, of this level and those below */
function levelErrors(level: Level, unsupported: Unsupported[]): string[] {
  unsupported.push(...unsupportedAt(level));
  const errors = [...missingAt(level), ...typeErrors(level), ...choiceErrors(level)];
  setDefaults(level);
  return [...errors, ...subErrors(level, unsupported)];
}

function optionsOf({ spec }: Level): { name: string; key: Value; option: Dict }[] {
  return [...spec].flatMap(([key, option]) => (option instanceof Map ? [{ name: text(key), key, option }] : []));
}

function aliasesOf(option: Dict): string[] {
  const aliases = option.get('aliases');
  return Array.isArray(aliases) ? aliases.map(text) : [];
}

function unsupportedAt(level: Level): Unsupported[] {
  const options = optionsOf(level);
  const names = options.map(({ name }) => name);
  const aliases = options.flatMap(({ option }) => aliasesOf(option));
  const supported = [...names].sort().join(', ') + (aliases.length === 0 ? '' : ` (${[...aliases].sort().join(', ')})`);
  const strange = [...level.given.keys()].map(text).filter((name) => !names.includes(name) && !aliases.includes(name));
  return strange.map((name) => ({ name: [...level.above, name].join('.'), supported }));
}

function found({ above }: Level): string {
  return above.length === 0 ? '' : ` found in ${above.join(' -> ')}`;
}

function missingAt(level: Level): string[] {
  takeAliases(level);
  const missing = optionsOf(level).filter(({ key, option }) => truthy(option.get('required') ?? false) && !level.given.has(key));
  const names = missing.map(({ name }) => name).sort();
  return names.length === 0 ? [] : [`missing required arguments: ${names.join(', ')}${found(level)}`];
}

/** What is given by an alias counts as given by the name. */
function takeAliases(level: Level): void {
  for (const { key, option } of optionsOf(level)) {
    const alias = aliasesOf(option).findLast((each) => level.given.has(each));
    if (alias !== undefined) level.given.set(key, level.given.get(alias) ?? null);
  }
}

function typeErrors(level: Level): string[] {
  const errors: string[] = [];
  for (const { name, key, option } of optionsOf(level)) {
    const value = level.given.get(key);
    if (value === undefined || (value === null && mayBeNone(option))) continue;
    const type = typeOf(option.get('type'));
    const converted = convertOption(type, value);
    if ('value' in converted) {
      level.given.set(key, converted.value);
      errors.push(...elementErrors(level, name, key, option, converted.value));
    } else {
      const where = level.above.length === 0 ? '' : ` found in '${level.above.join(' -> ')}'.`;
      const what = `argument '${name}' is of type ${className(value)}${where}`;
      errors.push(`${what} and we were unable to convert to ${type}: ${converted.error}`);
    }
  }
  return errors;
}

function mayBeNone(option: Dict): boolean {
  return !truthy(option.get('required') ?? false) && (option.get('default') ?? null) === null;
}

function elementErrors(level: Level, name: string, key: Value, option: Dict, value: Value): string[] {
  const written = option.get('elements') ?? null;
  if (written === null || !Array.isArray(value)) return [];
  const type = typeOf(written);
  const where = level.above.length === 0 ? '' : ` found in '${level.above.join(' -> ')}'`;
  const errors: string[] = [];
  const items = value.map((item) => {
    const converted = convertOption(type, item);
    if ('value' in converted) return converted.value;
    const what = `Elements value for option '${name}'${where} is of type ${className(item)}`;
    errors.push(`${what} and we were unable to convert to ${type}: ${converted.error}`);
    return item;
  });
  level.given.set(key, items);
  return errors;
}

function choiceErrors(level: Level): string[] {
  return optionsOf(level).flatMap(({ name, key, option }) => {
    const choices = option.get('choices') ?? null;
    const value = level.given.get(key);
    if (!Array.isArray(choices) || value === undefined) return [];
    const words = choices.map(text);
    const listed = words.join(', ');
    if (Array.isArray(value)) {
      const strange = value.map(text).filter((each) => !words.includes(each));
      const why = `must be one or more of: ${listed}. Got no match for: ${strange.join(', ')}`;
      return strange.length === 0 ? [] : [`value of ${name} ${why}${found(level)}`];
    }
    return words.includes(text(value)) ? [] : [`value of ${name} must be one of: ${listed}, got: ${text(value)}${found(level)}`];
  });
}

function setDefaults(level: Level): void {
  for (const { key, option } of optionsOf(level)) {
    const fallback = option.get('default') ?? null;
    if (fallback !== null && !level.given.has(key)) level.given.set(key, fallback);
  }
}

/** The `options` of dicts and of lists of dicts. */
function subErrors(level: Level, unsupported: Unsupported[]): string[] {
  return optionsOf(level).flatMap(({ name, key, option }) => {
    const spec = subSpec(option);
    const value = level.given.get(key) ?? (truthy(option.get('apply_defaults') ?? false) ? new Map() : null);
    if (spec === undefined || value === null) return [];
    return (Array.isArray(value) ? value : [value]).flatMap((each) => {
      if (!(each instanceof Map)) return [`value of '${name}' must be of type dict or list of dicts`];
      return levelErrors({ spec, given: new Map(each), above: [...level.above, name] }, unsupported);
    });
  });
}

function subSpec(option: Dict): Dict | undefined {
  const type = option.get('type') ?? 'str';
  const holdsDicts = type === 'dict' || (type === 'list' && option.get('elements') === 'dict');
  const spec = option.get('options');
  return holdsDicts && spec instanceof Map ? spec : undefined;
}
