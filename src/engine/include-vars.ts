import { DroverError } from '../core/errors.ts';
import { compilePattern, search } from '../core/regex/regex.ts';
import { mergedValue } from '../core/value/merged-value.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import { variablesFile } from '../language/variables-file.ts';
import { isYes } from './bool.ts';
import { argumentOf, type EffectTurn } from './directive-turn.ts';
import { absolute } from './magic.ts';
import { needFile } from './place.ts';

/** Runs `include_vars`: variables of a file, or of all files of a folder. */
export function includeVariables(turn: EffectTurn): Dict {
  const { paths, found } = asFailure(() => filesRead(turn));
  const name = argumentOf(turn, 'name') ?? null;
  const variables = merged(turn, name === null ? found : new Map([[text(name), found]]));
  const { directory } = turn.play.run.options.controller;
  return new Map<Value, Value>([
    ['changed', false],
    ['ansible_facts', variables],
    ['ansible_included_var_files', paths.map((path) => absolute(directory, path) ?? path)],
  ]);
}

/** A failure has its text under `message` too (ansible-core 2.18). */
function asFailure<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const { code, message, span, hint } = error;
    const result = { message, ansible_facts: {}, ansible_included_var_files: [] };
    throw new DroverError(code, message, { span, hint, result, cause: error });
  }
}

/** With `hash_behaviour`, the argument or the setting, dictionaries are merged into those of the same name that are there. */
function merged(turn: EffectTurn, found: Dict): Dict {
  const { run } = turn.play;
  const setting = run.options.settings?.hashBehaviour ?? 'replace';
  const wanted = text(argumentOf(turn, 'hash_behaviour') ?? setting);
  if (wanted !== 'merge') return found;
  const present = (name: string) => (setting === 'merge' ? run.includedVars.get(name) : turn.templates.scope.get(name));
  return new Map([...found].map(([key, value]) => [key, mergedValue([value, present(text(key))].filter(isThere)) ?? value]));
}

function isThere(value: Value | undefined): value is Value {
  return value !== undefined;
}

function filesRead(turn: EffectTurn): { paths: readonly string[]; found: Dict } {
  const paths = pathsOf(turn);
  return { paths, found: new Map<Value, Value>(paths.flatMap((path) => [...variablesIn(turn, path)])) };
}

const ofFolders = ['dir', 'depth', 'files_matching', 'ignore_files', 'extensions', 'ignore_unknown_extensions'];

function pathsOf(turn: EffectTurn): string[] {
  const { play, frame, args } = turn;
  const file = argumentOf(turn, 'file', '_raw_params');
  if (file !== undefined && ofFolders.some((name) => args.has(name)))
    throw unusable(turn, 'You are mixing file only and dir only arguments, these are incompatible');
  const folder = argumentOf(turn, 'dir');
  if (folder !== undefined) return filesBelow(turn, needFile(play, frame, text(folder), 'vars'));
  if (file === undefined || file === '') throw unusable(turn, 'Could not find file: none is named, and no "dir"');
  return [needFile(play, frame, text(file).trimEnd(), 'vars')];
}

function unusable({ task }: EffectTurn, why: string): DroverError {
  return new DroverError('MODULE_ARGS', `Cannot include variables: ${why}`, { span: task.action.span });
}

/** The files of a folder and those below it, folder by folder in the order of their paths (ansible-core 2.18). */
function filesBelow(turn: EffectTurn, folder: string): string[] {
  const { controller } = turn.play.run.options;
  const depth = Number(text(argumentOf(turn, 'depth') ?? 0));
  const chosen = chooser(turn);
  const isFolder = (path: string): boolean => controller.type(path) === 'directory';
  const inside = (path: string): string[] => controller.list(path).map((name) => `${path}/${name}`);
  const folders = (path: string, level: number): string[] =>
    depth !== 0 && level > depth
      ? []
      : [
          path,
          ...inside(path)
            .filter(isFolder)
            .flatMap((each) => folders(each, level + 1)),
        ];
  const files = folders(folder, 1).toSorted().flatMap(inside);
  return files.filter((path) => !isFolder(path) && chosen(path.slice(path.lastIndexOf('/') + 1)));
}

/** Which of a folder's files are read; one with another extension is an error unless these are to be ignored. */
function chooser(turn: EffectTurn): (name: string) => boolean {
  const extensions = wordsOf(argumentOf(turn, 'extensions')) ?? ['yaml', 'yml', 'json'];
  const ignored = (wordsOf(argumentOf(turn, 'ignore_files')) ?? []).map((each) => compilePattern(`${each}$`));
  const matching = argumentOf(turn, 'files_matching') ?? null;
  const matcher = matching === null ? undefined : compilePattern(text(matching));
  const lenient = isYes(argumentOf(turn, 'ignore_unknown_extensions') ?? false);
  return (name) => {
    if (matcher !== undefined && search(matcher, name) === null) return false;
    if (ignored.some((pattern) => search(pattern, name) !== null)) return false;
    if (extensions.includes(extensionOf(name))) return true;
    if (lenient) return false;
    throw new DroverError(
      'FILE_MISSING',
      `Cannot include variables: ${name} does not have a valid extension: ${extensions.join(', ')}`,
      {
        span: turn.task.action.span,
        hint: 'add ignore_unknown_extensions: true',
      },
    );
  };
}

/** Python's `splitext` without the dot: nothing for `name` and `.name`. */
function extensionOf(name: string): string {
  return /^\.*[^.].*\.([^.]*)$/.exec(name)?.[1] ?? '';
}

function wordsOf(value: Value | undefined): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value.map(text) : text(value).split(/[\s,]+/);
}

function variablesIn({ play }: EffectTurn, path: string): ReadonlyMap<string, Value> {
  return variablesFile(path, play.run.options.controller);
}
