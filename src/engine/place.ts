import { DroverError } from '../core/errors.ts';
import { LazyDict } from '../core/value/mapping.ts';
import { text } from '../core/value/text.ts';
import { type Value, Verbatim } from '../core/value/types.ts';
import { shortHostName } from '../inventory/address.ts';
import { factsLayer } from './facts-layer.ts';
import type { Frame } from './frame.ts';
import { magicLayer, searchPath, taskFolders } from './magic.ts';
import { defaultsOf, exportsOf, roleDefaults, roleParams, roleVars } from './role-layers.ts';
import type { PlayRun } from './run-state.ts';
import { type Layer, type Layers, Scope } from './scope.ts';
import { Templates } from './templates.ts';

/** Variables of one turn of a task beside those of the place it stands at. */
export interface Local {
  readonly loop?: Layer | undefined;
  /** Names for this task only, such as `ansible_loop` or the result for `until`. */
  readonly result?: Layer | undefined;
}

const nothing: Layer = new Map();

/** Rendering at one place of a play, with a task's own variables. */
export function templatesAt(play: PlayRun, frame: Frame, local: Local = {}): Templates {
  const { options } = play.run;
  const templates: Templates = new Templates(() => ({
    scope: new Scope(
      layersAt(
        play,
        frame,
        local,
        renderedLayer(play, frame, () => templates),
      ),
      merges(options),
    ),
    settings: options.settings,
    controller: options.controller,
    plugins: options.plugins,
    find: (src, folder) => findFile(play, frame, src, folder).found,
  }));
  return templates;
}

/** Whether dictionaries are merged into weaker ones. */
function merges({ settings }: PlayRun['run']['options']): boolean {
  return settings?.hashBehaviour === 'merge';
}

/** The variables of a place as one dict, rendered when read. */
function allVariables({ scope }: Templates, rendered: (stored: Value) => Value): Value {
  return new LazyDict(
    () => scope.names(),
    (name) => {
      const stored = scope.get(name);
      return stored === undefined ? undefined : rendered(stored);
    },
  );
}

/** What needs a variable that is undefined stays as it is written (ansible-core 2.18, `HostVarsVars`). */
function renderedIfDefined(templates: Templates, stored: Value): Value {
  try {
    return templates.value(stored);
  } catch (error) {
    if (error instanceof DroverError && error.code === 'VARIABLE_UNDEFINED') return stored;
    throw error;
  }
}

/** Variables whose values are rendered at the place: `vars`, and of a delegated task `ansible_delegated_vars`. */
function renderedLayer(play: PlayRun, { keywords }: Frame, templates: () => Templates): Layer {
  const { delegateTo } = keywords;
  return {
    get: (name) => {
      if (name === 'vars') return new Verbatim(allVariables(templates(), (stored) => templates().value(stored)));
      if (name !== 'ansible_delegated_vars' || delegateTo === undefined) return undefined;
      const host = text(templates().keyword(delegateTo));
      return new Verbatim(
        new LazyDict(
          () => [host],
          (each) => (each === host ? hostVariables(play, host) : undefined),
        ),
      );
    },
    keys: () => [],
  };
}

function layersAt(play: PlayRun, frame: Frame, local: Local, rendered: Layer): Layers {
  const { run } = play;
  const { inventory, host } = run.options;
  const other = (name: string): Value => hostVariables(play, name);
  const loop = [local.loop ?? nothing, local.result ?? nothing];
  return {
    connection: [run.connection],
    playRoleDefaults: play.publicRoles.flatMap(defaultsOf),
    roleDefaults: roleDefaults(frame),
    inventory: inventory.layers(host, variableFolders(play, frame)),
    ...setLayers(run),
    play: play.vars,
    varsFiles: play.varsFiles(),
    playRoleVars: play.publicRoles.flatMap(exportsOf),
    roleVars: roleVars(frame),
    block: frame.blockVars,
    roleParams: roleParams(frame),
    includeParams: frame.includeParams,
    extra: [run.options.extraVars],
    magic: [magicLayer(play, frame, other), rendered],
    loop,
  };
}

/** Where `playbook_vars_root` wants the variables of groups and hosts to be looked for; undefined for beside the playbook. */
function variableFolders({ run }: PlayRun, frame: Frame): readonly string[] | undefined {
  const root = run.options.settings?.playbookVarsRoot ?? 'top';
  if (root === 'top') return undefined;
  const folders = taskFolders(frame).map((folder) => (folder === '' ? '.' : folder));
  return root === 'all' ? folders : folders.slice(0, 1);
}

/** What the run has found out of its host, and set for it. */
function setLayers({ facts, includedVars, setFacts, options }: PlayRun['run']): Layers {
  return {
    facts: [factsLayer(facts, options.settings?.injectFacts)],
    includeVars: [includedVars],
    setFacts: [setFacts],
  };
}

/** `hostvars[name]`: inventory, extra and, for this host, what the run has set; rendered when read. */
function hostVariables(play: PlayRun, name: string): Value {
  const { run } = play;
  const { inventory, host, extraVars } = run.options;
  const own = name === host;
  const basics = new Map<string, Value>([
    ['inventory_hostname', name],
    ['inventory_hostname_short', shortHostName(name)],
    ['group_names', [...inventory.groupNames(name)]],
    ...(own ? [] : [['ansible_facts', new Map()] as const]),
    ...inventory.special(name),
  ]);
  const layers: Layers = {
    inventory: inventory.layers(name),
    ...(own ? setLayers(run) : { setFacts: [run.delegatedFacts.get(name) ?? nothing] }),
    extra: [extraVars],
    magic: [basics],
  };
  const scope = new Scope(layers, merges(run.options));
  const { controller, plugins, settings } = run.options;
  const templates = new Templates(() => ({ scope, controller, plugins, settings, find: () => undefined }));
  return allVariables(templates, (stored) => renderedIfDefined(templates, stored));
}

/**
 * Ansible's places for a file that a task names (ansible-core 2.18, `path_dwim_relative_stack`): for each role
 * around it the folder and the role, then the task file's folder, then the playbook's.
 */
export function findFile(
  play: PlayRun,
  frame: Frame,
  src: string,
  folder: string,
): { found: string | undefined; places: string[] } {
  const { controller } = play.run.options;
  const type = (path: string) => controller.type(path);
  if (src.startsWith('/')) return { found: type(src) === undefined ? undefined : src, places: [src] };
  const places = searchPath(play.play, frame).flatMap((base) => {
    const join = (...parts: string[]) => parts.filter((part) => part !== '').join('/');
    const prefixed = src.split('/')[0] === folder ? [] : [join(base, folder, src)];
    return [...prefixed, join(base, src)];
  });
  const unique = [...new Set(places)];
  return { found: unique.find((path) => type(path) !== undefined), places: unique };
}

/** @throws DroverError `FILE_MISSING` that lists the places tried */
export function needFile(play: PlayRun, frame: Frame, src: string, folder: string): string {
  const { found, places } = findFile(play, frame, src, folder);
  if (found !== undefined) return found;
  throw new DroverError('FILE_MISSING', `Could not find or access '${src}': there is no ${places.join(', no ')}`);
}
