import { posix } from 'node:path';
import { plugins } from '../../../src/agent/plugins.ts';
import type { Controller } from '../../../src/core/controller.ts';
import type { Diagnostic } from '../../../src/core/diagnostic.ts';
import { DroverError } from '../../../src/core/errors.ts';
import type { RunEvent } from '../../../src/core/events.ts';
import { defaultSettings, type Settings } from '../../../src/core/settings/honoured.ts';
import type { Value } from '../../../src/core/value/types.ts';
import type { InventoryView } from '../../../src/engine/inventory-view.ts';
import { type RunEnd, run } from '../../../src/engine/run.ts';
import type { HandlerJournal, RunOptions } from '../../../src/engine/run-state.ts';
import { Scope } from '../../../src/engine/scope.ts';
import { Templates } from '../../../src/engine/templates.ts';
import type { Located, Playbook } from '../../../src/language/ast.ts';
import { directives } from '../../../src/language/directives.ts';
import { lookupNamed } from '../../../src/language/jinja/lookups/index.ts';
import { parsePlaybook, playbookContext } from '../../../src/language/parse-playbook.ts';
import { modules } from '../../../src/modules/index.ts';
import { emptyHost, type MemoryHost } from '../../support/memory-host.ts';
import { noVault } from '../../support/no-vault.ts';

export type Files = Readonly<Record<string, string>>;

/** A bundle in memory. */
export function memoryBundle(files: Files): Controller {
  const paths = Object.keys(files);
  const read = (path: string): Buffer => {
    const content = files[posix.normalize(path)];
    if (content === undefined) throw new DroverError('FILE_MISSING', `Cannot read ${path}: it is not in the bundle`);
    return Buffer.from(content);
  };
  return {
    directory: '/bundle',
    look(path) {
      return this.type(path);
    },
    type(path) {
      const clean = posix.normalize(path);
      if (files[clean] !== undefined) return 'file';
      return paths.some((each) => each.startsWith(`${clean}/`)) ? 'directory' : undefined;
    },
    read,
    readStored: read,
    openVault: noVault,
    list(path) {
      const prefix = path === '' ? '' : `${path}/`;
      const inside = paths.filter((each) => each.startsWith(prefix));
      return [...new Set(inside.map((each) => each.slice(prefix.length).split('/')[0] ?? ''))];
    },
    stat: (path) => ({ mode: 0o644, mtime: 0, ctime: 0, uid: 0, gid: 0, size: read(path).length }),
    environment: () => undefined,
    store: () => undefined,
    pipe: () => ({ code: 0, stdout: '', stderr: '' }),
  };
}

/** A playbook in memory as the parser reads it, with its findings. */
export function parse(files: Files, playbook = 'site.yml'): { playbook: Playbook; findings: Diagnostic[] } {
  const findings: Diagnostic[] = [];
  return { playbook: parsePlaybook(playbook, baseOf(files, findings)), findings };
}

function baseOf(files: Files, findings: Diagnostic[]) {
  return {
    report: (finding: Diagnostic) => void findings.push(finding),
    vocabulary: {
      hasAction: (name: string) => modules.get(name) !== undefined,
      actionNames: () => [...modules.names(), ...directives],
      hasLookup: (name: string) => lookupNamed(name) !== undefined,
    },
    controller: memoryBundle(files),
    staticText: ({ value }: Located) => (String(value).includes('{{') ? undefined : String(value)),
  };
}

export interface PlayOptions {
  readonly host?: MemoryHost;
  readonly check?: boolean;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly extraVars?: ReadonlyMap<string, Value>;
  readonly journal?: HandlerJournal;
  readonly startAtTask?: string;
  readonly settings?: Partial<Settings>;
}

const noJournal: HandlerJournal = { intend: () => {}, settle: () => {}, finish: () => {}, owed: () => [] };

function inventory(): InventoryView {
  const joined = new Set(['servers']);
  return {
    sources: ['hosts'],
    hosts: new Set(['node1']),
    groups: new Map([['all', ['node1']]]),
    groupNames: () => [...joined].sort(),
    layers: () => [new Map<string, Value>([['from_inventory', 'yes']])],
    match: (pattern) => (['all', 'node1', ...joined].includes(pattern) ? ['node1'] : []),
    add: () => true,
    join: (_, group) => {
      const isNew = !joined.has(group);
      joined.add(group);
      return isNew;
    },
    special: () => new Map(),
  };
}

/** Runs a playbook in memory on a host in memory; `site.yml` is the text given. */
export async function play(
  site: string,
  options: PlayOptions = {},
  more: Files = {},
): Promise<{ events: RunEvent[]; end: RunEnd }> {
  const files = { ...more, 'site.yml': site };
  const findings: Diagnostic[] = [];
  const settings = { ...defaultSettings(), ...options.settings };
  const base = { ...baseOf(files, findings), settings };
  const playbook = parsePlaybook('site.yml', base);
  const [error] = findings.filter(({ severity }) => severity === 'error');
  if (error !== undefined) throw new Error(`${error.span?.line}: ${error.message}`);
  const real = options.host ?? emptyHost();
  const predicted = real.prediction();
  const given: RunOptions = {
    playbook,
    inventory: inventory(),
    host: 'node1',
    modules,
    plugins,
    controller: base.controller,
    machine: { real, predicted: () => predicted },
    check: options.check ?? false,
    diff: false,
    tags: { only: options.only ?? [], skip: options.skip ?? [] },
    extraVars: options.extraVars ?? new Map(),
    startAtTask: options.startAtTask,
    details: true,
    settings,
    parseContext: playbookContext('site.yml', base),
    journal: options.journal ?? noJournal,
  };
  const events: RunEvent[] = [];
  const running = run(given);
  let step = await running.next();
  while (step.done !== true) {
    events.push(step.value);
    step = await running.next();
  }
  return { events, end: step.value };
}

/** The ends of tasks in short: `name: result`, with the message of debug and the items of a loop. */
export function lines(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.event === 'included') return [`included ${event.file}`];
    if (event.event === 'handlers_notified') return [`notified ${event.handlers.join(', ')}`];
    if (event.event !== 'task_end') return [];
    const items =
      event.items === undefined ? '' : ` [${event.items.map(({ item, result }) => `${String(item)} ${result}`).join(', ')}]`;
    const role = event.role === null ? '' : `${event.role} : `;
    return [`${event.handler === true ? 'handler ' : ''}${role}${event.task}: ${event.result}${items}`];
  });
}

/** What `debug` said, in order. */
export function said(events: readonly RunEvent[]): unknown[] {
  return events.flatMap((event) => {
    if (event.event !== 'task_end' || !event.module.endsWith('.debug') || (event.result !== 'ok' && event.result !== 'changed'))
      return [];
    const each = event.items ?? [event];
    return each.map(({ msg, details }) => msg ?? details?.['msg']);
  });
}

/** Rendering with these variables only. */
export function templatesOf(variables: Readonly<Record<string, Value>>, files: Files = {}): Templates {
  const scope = new Scope({ extra: [new Map(Object.entries(variables))] });
  return new Templates(() => ({ scope, controller: memoryBundle(files), plugins, find: () => undefined }));
}

/** A value at a place that no test looks at. */
export function located<T extends Value>(value: T): Located<T> {
  return { value, span: { file: 'site.yml', line: 1, column: 1 } };
}
