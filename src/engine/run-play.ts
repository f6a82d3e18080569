import { DroverError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import { formatSpan } from '../core/span.ts';
import { text } from '../core/value/text.ts';
import type { Play, RoleUse } from '../language/ast.ts';
import { isYes } from './bool.ts';
import { defaultKeywords } from './default-keywords.ts';
import { type Flow, next } from './flow.ts';
import { flushHandlers } from './flush-handlers.ts';
import { foresee } from './foresee.ts';
import { emptyFrame, type Frame } from './frame.ts';
import { gatheringTask } from './gathering-task.ts';
import { HandlerList } from './handlers.ts';
import { templatesAt } from './place.ts';
import { addHandlers, addRoleHandlers } from './play-handlers.ts';
import { promptedVars } from './prompts.ts';
import { importedRoles } from './roles-of.ts';
import type { PlayRun, Run } from './run-state.ts';
import { runRole, runStatements } from './run-statements.ts';
import { varsFilesOf } from './vars-files.ts';

const interpreter = { statements: runStatements, role: runRole, flushHandlers, gatherFacts };

/** Runs one play on this host: facts, pre_tasks, roles, tasks, post_tasks, and the handlers after each. */
export async function* runPlay(run: Run, written: Play): AsyncGenerator<RunEvent, Flow> {
  const cut = cutToRoles(written, run.options.roles);
  if (cut === undefined) return next;
  const play = startPlay(run, cut);
  const matched = run.options.inventory.match(hostsPattern(play)).includes(run.options.host);
  yield { event: 'play_start', play: play.name, span: formatSpan(written.span), matched };
  if (!matched) return next;
  run.served = true;
  const frame = outermost(play);
  prepareHandlers(play, frame);
  foresee(play);
  const flow = yield* sections(play, frame);
  if (flow.kind === 'failed' && forcesHandlers(play, frame)) yield* flushHandlers(play);
  if (flow.kind === 'next' || flow.kind === 'end') discardHandlers(play);
  return flow.kind === 'end' ? next : flow;
}

/**
 * `--role` keeps of a play the roles asked for, also where another role depends on them, with their own dependencies, and
 * nothing else; undefined where the play has none of them.
 */
function cutToRoles(play: Play, roles: readonly string[] | undefined): Play | undefined {
  if (roles === undefined) return play;
  const kept = play.roles.flatMap((use) => usesNamed(use, roles));
  return kept.length === 0 ? undefined : { ...play, roles: kept, preTasks: [], tasks: [], postTasks: [] };
}

function usesNamed(use: RoleUse, roles: readonly string[]): RoleUse[] {
  return roles.includes(use.name) ? [use] : use.role.dependencies.flatMap((dependency) => usesNamed(dependency, roles));
}

function startPlay(run: Run, play: Play): PlayRun {
  const imported = importedRoles(play, emptyFrame(play.file)).map(({ use }) => use);
  const started: PlayRun = {
    run,
    play,
    interpreter,
    name: '',
    vars: [play.keywords.vars, play.varsPrompt.length === 0 ? undefined : promptedVars(play)].filter(
      (layer) => layer !== undefined,
    ),
    varsFiles: () => [],
    passedOver: false,
    publicRoles: [...play.roles, ...imported].filter((use) => use.public),
    handlers: new HandlerList(run.options.journal.owed()),
    finishedRoles: new Set(),
    begunRoles: new Set(),
    usedRoles: [...play.roles, ...imported],
  };
  const loaded = { ...started, varsFiles: varsFilesOf(started, outermost(started)) };
  return { ...loaded, name: playName(loaded) };
}

function playName(play: PlayRun): string {
  const { name } = play.play;
  if (name === undefined || name.value === null || name.value === '') return hostsPattern(play);
  try {
    return text(templatesAt(play, outermost(play)).keyword(name)).trim();
  } catch (error) {
    if (error instanceof DroverError && error.code === 'VARIABLE_UNDEFINED') return text(name.value).trim();
    throw error;
  }
}

function hostsPattern(play: PlayRun): string {
  const value = templatesAt(play, outermost(play)).keyword(play.play.hosts);
  return Array.isArray(value) ? value.map(text).join(',') : text(value);
}

function outermost({ run, play }: PlayRun): Frame {
  const { vars: _, ...keywords } = play.keywords;
  return { ...emptyFrame(play.file), keywords: { ...defaultKeywords(run.options.settings, play.span), ...keywords } };
}

function prepareHandlers(play: PlayRun, frame: Frame): void {
  for (const use of play.play.roles) addRoleHandlers(play, frame, use);
  addHandlers(play, frame, play.play.handlers);
  for (const imported of importedRoles(play.play, frame)) addRoleHandlers(play, imported.frame, imported.use);
}

/** `meta: end_play` takes notified handlers back, as in Ansible; what an earlier run owes stays owed. */
function discardHandlers({ run, handlers }: PlayRun): void {
  for (const { key } of handlers.discarded) run.options.journal.finish(key);
}

function forcesHandlers(play: PlayRun, frame: Frame): boolean {
  const { forceHandlers } = play.play;
  const written = forceHandlers === undefined ? undefined : isYes(templatesAt(play, frame).keyword(forceHandlers));
  return written ?? play.run.options.forceHandlers ?? false;
}

async function* sections(play: PlayRun, frame: Frame): AsyncGenerator<RunEvent, Flow> {
  const { preTasks, roles, tasks, postTasks } = play.play;
  const steps: (() => AsyncGenerator<RunEvent, Flow>)[] = [
    () => (play.run.started ? gatherFacts(play, false) : runStatements(play, frame, [])),
    () => runStatements(play, frame, preTasks),
    () => {
      play.passedOver ||= preTasks.length > 0;
      return flushHandlers(play);
    },
    () => runRoles(play, frame, roles),
    () => runStatements(play, frame, tasks),
    () => flushHandlers(play),
    () => runStatements(play, frame, postTasks),
    () => flushLast(play),
  ];
  for (const step of steps) {
    const flow = yield* step();
    if (flow.kind !== 'next') return flow;
  }
  return next;
}

/** What an earlier run owes and no task of this one notifies runs now. */
function flushLast(play: PlayRun): AsyncGenerator<RunEvent, Flow> {
  play.handlers.resumeAll();
  return flushHandlers(play);
}

async function* runRoles(play: PlayRun, frame: Frame, roles: readonly RoleUse[]): AsyncGenerator<RunEvent, Flow> {
  for (const use of roles) {
    const flow = yield* runRole(play, frame, use);
    if (flow.kind !== 'next') return flow;
  }
  return next;
}

/** Nothing is read here: each fact is gathered when something asks for it. */
async function* gatherFacts(play: PlayRun, always: boolean): AsyncGenerator<RunEvent, Flow> {
  const frame = outermost(play);
  const { gatherFacts: written } = play.play;
  const { gathering = 'implicit' } = play.run.options.settings ?? {};
  const isWanted = written === undefined ? gathering !== 'explicit' : isYes(templatesAt(play, frame).keyword(written));
  const isKnown = gathering === 'smart' && play.run.facts.isGathered;
  const flow = always || (isWanted && !isKnown) ? yield* runStatements(play, frame, [gatheringTask(play.play)]) : next;
  // What the facts name has to be there from here on.
  play.varsFiles();
  return flow;
}
