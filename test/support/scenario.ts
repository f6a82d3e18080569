import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { toValue } from '../../src/core/value/convert.ts';
import type { Dict, Value } from '../../src/core/value/types.ts';
import { type Answer, emptyHost, type MemoryFile, type MemoryHost } from './memory-host.ts';
import type { ContextOptions } from './task-context.ts';

/** A file as a scenario writes it: its text, or mode, owner, link; null means that there is none. */
export type FileSpec =
  | string
  | null
  | {
      readonly content?: string;
      readonly link?: string;
      readonly directory?: true;
      readonly mode?: string;
      readonly uid?: number;
      readonly gid?: number;
      readonly mtime?: number;
    };

/** What a command answers; `then` is what it does to the host: files, and what commands answer from then on. */
export interface CommandSpec {
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly then?: { readonly files?: Record<string, FileSpec>; readonly commands?: Record<string, string | CommandSpec> };
}

export interface Expected {
  readonly changed?: boolean;
  readonly skipped?: boolean;
  /** A part of the message of a failure. */
  readonly fails?: string;
  readonly msg?: string;
  /** Entries of the registered result. */
  readonly returns?: Record<string, unknown>;
  readonly diff?: readonly unknown[];
  /** A part of why a check run only guesses. */
  readonly predicted?: string;
}

/**
 * One scenario of a module, a YAML file below `test/modules/<module>/`. It runs as an apply run, as a check run (which
 * has to say the same and alter nothing), and a second time after the apply run (which has to change nothing).
 */
export interface Scenario extends Expected {
  readonly title: string;
  readonly args?: Record<string, unknown>;
  readonly vars?: Record<string, unknown>;
  readonly bundle?: Record<string, string>;
  readonly environment?: Record<string, string>;
  readonly before?: {
    readonly files?: Record<string, FileSpec>;
    readonly commands?: Record<string, string | CommandSpec>;
    readonly facts?: Record<string, unknown>;
    readonly online?: boolean;
    /** Changes of earlier tasks whose effects a check run does not know. */
    readonly pending?: readonly string[];
  };
  readonly after?: { readonly files?: Record<string, FileSpec> };
  /** The command lines that the apply run runs to change something, all of them in order. */
  readonly ran?: readonly string[];
  /** Where the check run says something else than the apply run, and where the second run does. */
  readonly check?: Expected | 'skip';
  readonly again?: Expected | 'skip';
}

export function readScenario(file: string): Scenario {
  const scenario = parse(readFileSync(file, 'utf8')) as Scenario;
  if (typeof scenario.title !== 'string') throw new Error(`${file} has no title`);
  return scenario;
}

export function scenarioArguments(scenario: Scenario): Map<string, Value> {
  return toValue(scenario.args ?? {}) as Dict as Map<string, Value>;
}

export function scenarioContext({ vars = {}, bundle = {}, environment = {} }: Scenario): ContextOptions {
  return { variables: toValue(vars) as Map<string, Value>, bundle, environment };
}

export function scenarioHost({ before = {} }: Scenario): MemoryHost {
  const answers = new Map(Object.entries(before.commands ?? {}));
  const commands = new Proxy({} as Record<string, (host: MemoryHost) => Answer>, {
    get: (_, line: string) => (answers.has(line) ? (host: MemoryHost) => answer(host, line) : undefined),
    ownKeys: () => [...answers.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
  const answer = (host: MemoryHost, line: string): Answer => {
    const given = answers.get(line) ?? '';
    if (typeof given === 'string') return given;
    for (const [path, file] of Object.entries(given.then?.files ?? {})) putFile(host, path, file);
    for (const [other, next] of Object.entries(given.then?.commands ?? {})) answers.set(other, next);
    return given;
  };
  const host = emptyHost({ commands, facts: before.facts ?? {}, online: before.online ?? true });
  for (const [path, file] of Object.entries(before.files ?? {})) putFile(host, path, file);
  return host;
}

function putFile(host: MemoryHost, path: string, file: FileSpec): void {
  if (file === null) host.remove(path);
  else if (typeof file === 'string') host.put(path, file);
  else putSpecial(host, path, file);
}

function putSpecial(host: MemoryHost, path: string, file: Exclude<FileSpec, string | null>): void {
  const { mode, mtime, ...rest } = file;
  const exists = host.lstat(path)?.type === 'directory' && file.directory === true;
  if (!exists) host.put(path, { ...rest, ...(mode === undefined ? {} : { mode: Number.parseInt(mode, 8) }) } as MemoryFile);
  if (mtime !== undefined) host.setTimes(path, { mtime, atime: mtime });
}
