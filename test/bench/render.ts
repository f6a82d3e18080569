/**
 * Rendering configuration templates, side by side: Drover, plain Python Jinja2 with its templates compiled beforehand, and
 * Ansible's Templar. `sh scripts/node test/bench/render.ts PYTHON [CORPUS]`: PYTHON is one that has ansible-core 2.18.6, CORPUS the
 * folder with `templates.jsonl`. Every round renders every template of the topic `tmpl/config` that plain Jinja2 renders to
 * the wanted text; the three take turns. It prints medians of microseconds a template.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { noController } from './no-controller.ts';

interface Case {
  readonly vars: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly want: string;
}

const [python, corpus = '../shared/corpus'] = process.argv.slice(2);
if (python === undefined) throw new Error('Cannot measure: wanted is the path of a Python with ansible-core');

interface CorpusCase {
  readonly id: string;
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string>>;
  readonly main: string;
  readonly want?: string;
  readonly options?: unknown;
}

const cases: Case[] = readFileSync(join(corpus, 'templates.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): CorpusCase => JSON.parse(line))
  .filter(({ id, files, options }) => id.startsWith('tmpl/config') && Object.keys(files).length === 1 && options === undefined)
  .flatMap(({ vars = {}, files, main, want }) => (want === undefined ? [] : [{ vars, text: files[main] ?? '', want }]));

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const file = join(folder, 'cases.jsonl');
writeFileSync(file, cases.map((each) => `${JSON.stringify(each)}\n`).join(''));
const child = spawn(python, [join(import.meta.dirname, 'render.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

async function ask<T>(request: string): Promise<T> {
  child.stdin.write(`${request}\n`);
  return JSON.parse((await answers.next()).value ?? 'null') as T;
}

const same = await ask<boolean[]>(`load ${file}`);
const work = cases.filter((_, i) => same[i]);

const started = performance.now();
const { Templar } = await import('../../src/language/templar.ts');
const { toValue } = await import('../../src/core/value/convert.ts');
const { filterNamed, filterNames } = await import('../../src/language/jinja/filters/index.ts');
const { testNamed, testNames } = await import('../../src/language/jinja/tests/index.ts');
const { lookupNamed, lookupNames } = await import('../../src/language/jinja/lookups/index.ts');
const imported = performance.now();

const plugins = {
  filters: { named: filterNamed, names: filterNames },
  tests: { named: testNamed, names: testNames },
  lookups: { named: lookupNamed, names: lookupNames },
};
const prepared = work.map(({ vars, text, want }) => {
  const variables = new Map(
    Object.entries({ ansible_managed: 'Ansible managed', ...vars }).map(([key, item]) => [key, toValue(item)]),
  );
  return { text, want, variables: { get: (name: string) => variables.get(name), names: () => variables.keys(), version: 0 } };
});

/** A templar of its own for each rendering, as each task has one: nothing is remembered but the compiled template. */
function drover(rounds: number): number {
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const { text, variables } of prepared) {
      new Templar({ ...plugins, variables, controller: noController, find: () => undefined }).render('main.j2', text);
    }
  }
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

const first = drover(1);
for (const { text, want, variables } of prepared) {
  const got = new Templar({ ...plugins, variables, controller: noController, find: () => undefined }).render('main.j2', text);
  if (got !== want) throw new Error(`Cannot measure: wanted is ${JSON.stringify(want)}, not ${JSON.stringify(got)}`);
}
const times = { drover: [] as number[], jinja: [] as number[], templar: [] as number[], kept: [] as number[] };
const second = drover(1);
drover(200);
await ask<number>('jinja 50');
await ask<number>('templar 2');
for (let turn = 0; turn < 15; turn++) {
  times.drover.push(drover(50) / 50);
  times.jinja.push((await ask<number>('jinja 50')) / 50);
  times.templar.push((await ask<number>('templar 1')) / 1);
  times.kept.push((await ask<number>('kept 3')) / 3);
}
child.stdin.end();
rmSync(folder, { recursive: true });

const each = (milliseconds: number): string => `${((milliseconds * 1000) / work.length).toFixed(1)} µs`;
const [own, jinja, templar, kept] = [times.drover, times.jinja, times.templar, times.kept].map(median) as [
  number,
  number,
  number,
  number,
];
process.stdout.write(
  `${work.length} of ${cases.length} templates\n` +
    `Drover, cold: import ${(imported - started).toFixed(1)} ms, first round ${each(first)} a template (reading and compiling), third ${each(second)}\n` +
    `Drover ${each(own)}, plain Jinja2 ${each(jinja)} (${(jinja / own).toFixed(2)}×), Ansible's Templar ${each(templar)} (${(templar / own).toFixed(1)}×), ` +
    `one Templar kept for all ${each(kept)} (${(kept / own).toFixed(1)}×)\n`,
);
