import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Located } from '../language/ast.ts';
import { variablesFile } from '../language/variables-file.ts';
import type { Frame } from './frame.ts';
import { findFile, templatesAt } from './place.ts';
import type { PlayRun } from './run-state.ts';
import type { Layer } from './scope.ts';

/**
 * The layers of a play's `vars_files`, found anew when facts were gathered, since their names may ask for those; variables that
 * tasks set have no say in it (ansible-core 2.18, `VariableManager.get_vars`).
 */
export function varsFilesOf(play: PlayRun, frame: Frame): () => readonly Layer[] {
  const { facts } = play.run;
  const plain: PlayRun = { ...play, run: { ...play.run, setFacts: new Map(), includedVars: new Map() } };
  let layers: readonly Layer[] | undefined;
  let version = facts.version;
  return () => {
    if (layers !== undefined && facts.version === version) return layers;
    version = facts.version;
    layers = load(plain, frame);
    return layers;
  };
}

function load(play: PlayRun, frame: Frame): Layer[] {
  const layers: Layer[] = [];
  for (const written of play.play.varsFiles) {
    const path = fileOf({ ...play, varsFiles: () => layers }, frame, written);
    if (path !== undefined) layers.push(variablesFile(path, play.run.options.controller));
  }
  return layers;
}

/**
 * The first of several alternatives that exists. A missing file is no error, nor is a variable that is undefined before facts were
 * gathered.
 */
function fileOf(play: PlayRun, frame: Frame, written: Located): string | undefined {
  try {
    const value = templatesAt(play, frame).keyword(written);
    const names = (Array.isArray(value) ? value : [value]).map(text);
    return names.map((name) => findFile(play, frame, name, 'vars').found).find((each) => each !== undefined);
  } catch (error) {
    if (error instanceof DroverError && error.code === 'VARIABLE_UNDEFINED' && !play.run.facts.isGathered) return undefined;
    throw error;
  }
}
