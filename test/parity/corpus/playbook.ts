import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply } from '../../../src/agent/apply.ts';
import type { ApplyOptions } from '../../../src/agent/apply-options.ts';
import { Bundle } from '../../../src/agent/bundle.ts';
import { bundleOnly } from '../../../src/agent/settings/read-settings.ts';
import { loadTree } from '../../../src/agent/tree.ts';
import { noVault } from '../../../src/agent/vault/vault-choice.ts';
import { parseExtraVars } from '../../../src/cli/extra-vars.ts';
import type { RunEvent } from '../../../src/core/events.ts';
import { HostFacts } from '../../../src/host/facts/host-facts.ts';
import { Machine } from '../../../src/host/machine.ts';
import { filesBelow } from '../files-below.ts';
import { seen } from '../seen.ts';

interface Command {
  readonly args: readonly string[];
  readonly playbook?: string;
  readonly inventory?: string;
}

/** Runs one playbook of the corpus and says what a callback of Ansible's would have seen. */
export async function answerPlaybook([directory = '', out = '']: readonly string[]): Promise<string> {
  const command = JSON.parse(readFileSync(join(directory, 'cmd.json'), 'utf8')) as Command;
  const state = mkdtempSync(join(tmpdir(), 'corpus-'));
  process.env['CORPUS_VAR'] = 'from the environment';
  process.env['TZ'] = 'UTC';
  const events: RunEvent[] = [];
  let error: string | undefined;
  let failed = false;
  try {
    const given = optionsOf(command, directory, out, state);
    const options = { ...given, host: hostOf(given) };
    const applied = await apply(options, (event) => events.push(event));
    failed = applied.status !== 'done';
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    rmSync(state, { recursive: true });
  }
  return JSON.stringify({
    ...(error === undefined ? { rc: failed ? 2 : 0 } : { rc: 1, error }),
    ...seen(events),
    files: filesBelow(out),
  });
}

function optionsOf({ args, playbook, inventory }: Command, directory: string, out: string, state: string): ApplyOptions {
  const flag = (...names: string[]) => names.some((name) => args.includes(name));
  const value = (...names: string[]) => args[args.findIndex((arg) => names.includes(arg)) + 1] ?? '';
  const given = (...names: string[]) => (flag(...names) ? value(...names) : undefined);
  const extra = args.flatMap((arg, i) => (arg === '-e' ? [args[i + 1] ?? ''] : []));
  return {
    bundle: directory,
    playbook: playbook ?? 'site.yml',
    inventory: [inventory ?? 'hosts'],
    root: '/',
    host: undefined,
    roles: undefined,
    check: flag('--check'),
    diff: flag('--diff'),
    tags: given('--tags', '-t')?.split(',') ?? [],
    skipTags: given('--skip-tags')?.split(',') ?? [],
    limit: given('--limit', '-l'),
    extraVars: (openVault) => parseExtraVars([`out=${out}`, ...extra], openVault),
    settingSources: bundleOnly,
    vault: noVault,
    startAtTask: given('--start-at-task'),
    flushCache: false,
    forceHandlers: flag('--force-handlers'),
    offline: false,
    verbosity: 0,
    details: true,
    commit: undefined,
    dispatch: undefined,
    lockTimeout: 0,
    report: undefined,
    collector: undefined,
    tokenFile: undefined,
    deadline: undefined,
    warn: () => {},
    stateDirectory: state,
    version: 'corpus',
    environment: process.env,
    signal: new AbortController().signal,
  };
}

/** A case runs one host: the one of the limit, or the only one there is. */
function hostOf(options: ApplyOptions): string {
  const machine = new Machine({ environment: {}, online: true, facts: (files) => new HostFacts({ files, environment: {} }) });
  const bundle = new Bundle(options.bundle, {
    files: machine,
    environment: {},
    pipe: () => ({ code: 1, stdout: '', stderr: '' }),
  });
  const { inventory } = loadTree(bundle, { ...options, extraVars: options.extraVars(bundle.openVault) });
  return inventory.match('all', options.limit)[0] ?? 'localhost';
}
