import { DroverError } from '../core/errors.ts';
import { compilePattern, search } from '../core/regex/regex.ts';
import { mergedValue } from '../core/value/merged-value.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import { variablesFile } from '../language/variables-file.ts';
import { isYes } from './bool.ts';
import { argumentOf, type DirectiveTurn } from './directive-turn.ts';
import { absolute } from './magic.ts';
import { needFile } from './place.ts';

/** Runs `include_vars`: variables of a file, or of all files of a folder, for the rest of the run. */
export function includeVariables(turn: DirectiveTurn): Dict {
  const { run } = turn.play;
  const paths = pathsOf(turn);
  const found: Dict = new Map<Value, Value>(paths.flatMap((path) => [...variablesIn(turn, path)]));
  const name = argumentOf(turn, 'name') ?? null;
  const variables: Dict = name === null ? found : new Map([[text(name), found]]);
  const merges = run.options.settings?.hashBehaviour === 'merge';
  for (const [key, value] of variables) {
    const before = merges ? run.includedVars.get(text(key)) : undefined;
    run.includedVars.set(text(key), before === undefined ? value : (mergedValue([value, before]) ?? value));
  }
  const { directory } = run.options.controller;
  return new Map<Value, Value>([
    ['changed', false],
    ['ansible_facts', variables],
    ['ansible_included_var_files', paths.map((path) => absolute(directory, path) ?? path)],
  ]);
}

function pathsOf(turn: DirectiveTurn): string[] {
  const { play, frame, task, templates } = turn;
  const folder = argumentOf(turn, 'dir');
  if (folder !== undefined) return filesBelow(turn, needFile(play, frame, text(folder), 'vars'));
  const free = task.action.freeForm === undefined ? undefined : templates.argument(task.action.freeForm);
  const file = argumentOf(turn, 'file') ?? free;
  if (file !== undefined) return [needFile(play, frame, text(file), 'vars')];
  throw new DroverError('MODULE_ARGS', 'Cannot include variables: neither "file" nor "dir" is given', { span: task.action.span });
}

/** The files of a folder and those below it, a folder's own before those of its folders (ansible-core 2.18). */
function filesBelow(turn: DirectiveTurn, folder: string): string[] {
  const { controller } = turn.play.run.options;
  const depth = Number(text(argumentOf(turn, 'depth') ?? 0));
  const chosen = chooser(turn);
  const inside = (path: string, level: number): string[] => {
    const entries = controller.list(path).map((name) => ({ name, path: `${path}/${name}` }));
    const isFolder = (each: { path: string }) => controller.type(each.path) === 'directory';
    const own = entries.filter((each) => !isFolder(each) && chosen(each.name)).map((each) => each.path);
    if (depth !== 0 && level >= depth) return own;
    return [...own, ...entries.filter(isFolder).flatMap((each) => inside(each.path, level + 1))];
  };
  return inside(folder, 1);
}

/** Which of a folder's files are read; one with another extension is an error unless these are to be ignored. */
function chooser(turn: DirectiveTurn): (name: string) => boolean {
  const extensions = wordsOf(argumentOf(turn, 'extensions')) ?? ['yaml', 'yml', 'json'];
  const ignored = (wordsOf(argumentOf(turn, 'ignore_files')) ?? []).map((each) => compilePattern(`${each}$`));
  const matching = argumentOf(turn, 'files_matching') ?? null;
  const matcher = matching === null ? undefined : compilePattern(text(matching));
  const lenient = isYes(argumentOf(turn, 'ignore_unknown_extensions') ?? false);
  return (name) => {
    if (matcher !== undefined && search(matcher, name) === null) return false;
    if (ignored.some((pattern) => search(pattern, name) !== null)) return false;
    if (extensions.some((extension) => name.endsWith(`.${extension}`))) return true;
    if (lenient) return false;
    throw new DroverError(
      'FILE_MISSING',
      `Cannot include variables of "${name}": its extension is none of ${extensions.join(', ')}`,
      {
        span: turn.task.action.span,
        hint: 'add ignore_unknown_extensions: true',
      },
    );
  };
}

function wordsOf(value: Value | undefined): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value.map(text) : text(value).split(/[\s,]+/);
}

function variablesIn({ play }: DirectiveTurn, path: string): ReadonlyMap<string, Value> {
  return variablesFile(path, play.run.options.controller);
}
