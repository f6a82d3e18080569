import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnyModule } from '../src/core/module.ts';
import { toPlain } from '../src/core/value/convert.ts';
import type { Call } from '../src/engine/module/call.ts';
import type { Outcome } from '../src/engine/module/outcome.ts';
import { runModule } from '../src/engine/run-module.ts';
import { modules } from '../src/modules/index.ts';
import {
  type Expected,
  readScenario,
  type Scenario,
  scenarioArguments,
  scenarioContext,
  scenarioHost,
} from './support/scenario.ts';
import { taskContext } from './support/task-context.ts';
import { observed, tree } from './support/tree.ts';

const folder = join(import.meta.dirname, 'modules');

for (const name of readdirSync(folder)) {
  describe(`module ${name}`, () => {
    const cases = readdirSync(join(folder, name)).filter((file) => file.endsWith('.yaml'));
    for (const file of cases) scenarioTests(name, readScenario(join(folder, name, file)), file);
  });
}

function scenarioTests(name: string, scenario: Scenario, file: string): void {
  const title = `${scenario.title} (${file})`;
  it(`${title}: apply`, () => applies(moduleOf(name), scenario));
  const { check } = scenario;
  if (check !== 'skip') it(`${title}: check`, () => checks(moduleOf(name), scenario, check));
}

function moduleOf(name: string): AnyModule {
  const module = modules.get(name);
  if (module === undefined) throw new Error(`There is no module ${name}`);
  return module;
}

function run(module: AnyModule, scenario: Scenario, place: Pick<Call, 'mode' | 'host'>): Promise<Outcome> {
  const call = { ...place, diff: true, context: taskContext(scenarioContext(scenario)) } as Call;
  return runModule(module, scenarioArguments(scenario), call);
}

async function applies(module: AnyModule, scenario: Scenario): Promise<void> {
  const host = scenarioHost(scenario);
  const untouched = tree(host);
  expectOutcome(await run(module, scenario, { mode: 'apply', host }), scenario);
  if (scenario.fails !== undefined && scenario.after === undefined) expect(tree(host)).toEqual(untouched);
  expectFiles(scenario, host);
  if (scenario.ran !== undefined) expect(host.ran).toEqual(scenario.ran);
  if (scenario.fails !== undefined || scenario.again === 'skip') return;
  if (module.kind === 'action' && scenario.again === undefined) return;
  const ran = host.ran.length;
  const again = await run(module, scenario, { mode: 'apply', host });
  expect(again.changed, 'a second run changes').toBe(scenario.again?.changed ?? false);
  expect(again.failed, `a second run fails: ${again.msg}`).toBe(false);
  if (scenario.again?.changed !== true) expect(host.ran.slice(ran), 'a second run runs commands').toEqual([]);
}

async function checks(module: AnyModule, scenario: Scenario, differing: Expected | undefined): Promise<void> {
  const host = scenarioHost(scenario);
  const untouched = tree(host);
  const prediction = host.prediction();
  for (const reason of scenario.before?.pending ?? []) prediction.pending(reason);
  const { fails, ...same } = scenario;
  expectOutcome(
    await run(module, scenario, { mode: 'check', host: prediction }),
    differing ? { ...(differing.skipped ? {} : same), ...differing } : scenario,
  );
  expect(tree(host), 'what the check run did to the host').toEqual(untouched);
  expect(host.ran, 'commands that the check run ran').toEqual([]);
}

function expectOutcome(outcome: Outcome, expected: Expected): void {
  if (expected.fails !== undefined) {
    expect(outcome.msg ?? 'no failure').toContain(expected.fails);
    expect(outcome.failed).toBe(true);
    return;
  }
  expect(outcome.failed, `it fails: ${outcome.msg}`).toBe(false);
  expect(outcome.changed, 'changed').toBe(expected.changed ?? false);
  expect(outcome.skipped !== undefined, 'skipped').toBe(expected.skipped ?? false);
  if (expected.msg !== undefined) expect(outcome.msg).toBe(expected.msg);
  if (expected.predicted !== undefined) expect(outcome.predicted).toContain(expected.predicted);
  if (expected.returns !== undefined) expect(toPlain(outcome.result)).toMatchObject(expected.returns);
  if (expected.diff !== undefined) expect(outcome.diffs).toEqual(expected.diff);
}

function expectFiles(scenario: Scenario, host: ReturnType<typeof scenarioHost>): void {
  for (const [path, wanted] of Object.entries(scenario.after?.files ?? {})) {
    expect(observed(host, path, wanted), path).toEqual(wanted);
  }
}
