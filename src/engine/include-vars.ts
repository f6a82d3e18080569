import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import { decodeText } from '../language/load-file.ts';
import { variablesFile } from '../language/variables-file.ts';
import type { DirectiveTurn } from './directive.ts';
import { absolute } from './magic.ts';
import { needFile } from './place.ts';

/** Runs `include_vars`: variables of a file, or of all files of a folder, for the rest of the run. */
export function includeVariables(turn: DirectiveTurn): Dict {
  const { play, frame, task, templates } = turn;
  const argument = (name: string) => {
    const written = task.action.args.get(name);
    return written === undefined ? undefined : text(templates.argument(written));
  };
  const folder = argument('dir');
  const free = task.action.freeForm === undefined ? undefined : text(templates.argument(task.action.freeForm));
  const file = argument('file') ?? free;
  if (folder === undefined && file === undefined) {
    throw new DroverError('MODULE_ARGS', 'Cannot include variables: neither "file" nor "dir" is given', {
      span: task.action.span,
    });
  }
  const paths =
    folder === undefined ? [needFile(play, frame, file ?? '', 'vars')] : filesBelow(turn, needFile(play, frame, folder, 'vars'));
  const found: Dict = new Map<Value, Value>(paths.flatMap((path) => [...variablesIn(turn, path)]));
  const name = argument('name');
  const variables: Dict = name === undefined ? found : new Map([[name, found]]);
  for (const [key, value] of variables) play.run.includedVars.set(text(key), value);
  const { directory } = play.run.options.controller;
  return new Map<Value, Value>([
    ['changed', false],
    ['ansible_facts', variables],
    ['ansible_included_var_files', paths.map((path) => absolute(directory, path) ?? path)],
  ]);
}

function filesBelow({ play }: DirectiveTurn, folder: string): string[] {
  const { controller } = play.run.options;
  return controller.list(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (controller.type(path) === 'directory') return filesBelow({ play } as DirectiveTurn, path);
    return /\.(ya?ml|json)$/.test(name) ? [path] : [];
  });
}

function variablesIn({ play }: DirectiveTurn, path: string): ReadonlyMap<string, Value> {
  return variablesFile(decodeText(play.run.options.controller.read(path), path), path);
}
