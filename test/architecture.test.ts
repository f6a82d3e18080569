import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..');
const bad = join(repository, 'test/fixtures/bad');
const sources = filesOf(join(repository, 'src'));

describe('The layers', () => {
  const real = cruise(repository);
  const refused = new Map<string, string[]>();
  for (const { from, rule } of cruise(bad).violations) refused.set(from, [...(refused.get(from) ?? []), rule.name]);

  it('are checked in every source file', () => {
    // With a TypeScript that it does not know, dependency-cruiser sees no file and is content.
    expect(sources.map(short).filter((path) => !real.seen.includes(path))).toEqual([]);
  });

  it.each([
    ['src/core/reads-language.ts', 'layer-core'],
    ['src/core/reads-files.ts', 'files-are-the-hosts'],
    ['src/core/hashes.ts', 'core-is-pure'],
    ['src/language/text.ts', 'layer-language'],
    ['src/inventory/knows-language.ts', 'layer-inventory'],
    ['src/modules/runs-commands.ts', 'commands-are-the-hosts'],
    ['src/modules/uses-execa.ts', 'commands-are-the-hosts'],
    ['src/modules/knows-engine.ts', 'layer-modules'],
    ['src/host/opens-sockets.ts', 'sockets-are-few'],
    ['src/host/knows-modules.ts', 'layer-host'],
    ['src/engine/knows-modules.ts', 'layer-engine'],
    ['src/engine/needs-tests.ts', 'no-dev-packages'],
    ['src/agent/knows-cli.ts', 'layer-agent'],
    ['src/agent/starts-threads.ts', 'threads-are-few'],
    ['src/collector/knows-agent.ts', 'layer-collector'],
    ['src/nomad/knows-release.ts', 'layer-nomad'],
    ['src/release/knows-nomad.ts', 'layer-release'],
    ['src/cli/round.ts', 'no-cycles'],
    ['src/cli/starts-main.ts', 'main-is-the-end'],
    ['src/cli/misses.ts', 'no-missing'],
    ['src/gadgets/new-layer.ts', 'layer-unknown'],
  ])('refuse %s by the rule %s', (path, rule) => {
    expect(refused.get(path)).toContain(rule);
  });
});

describe('The linter', () => {
  const found = lintBad();

  it.each([
    ['floating-promise.ts', 'nursery/noFloatingPromises'],
    ['misused-promise.ts', 'nursery/noMisusedPromises'],
    ['default-export.ts', 'style/noDefaultExport'],
    ['import-without-extension.ts', 'correctness/useImportExtensions'],
    ['import-of-type.ts', 'style/useImportType'],
    ['non-null.ts', 'style/noNonNullAssertion'],
    ['any.ts', 'suspicious/noExplicitAny'],
    ['barrel.ts', 'performance/noBarrelFile'],
    ['cycle.ts', 'suspicious/noImportCycles'],
    ['complex.ts', 'complexity/noExcessiveCognitiveComplexity'],
  ])('refuses %s by the rule %s', (file, rule) => {
    expect(found).toContain(`${file} lint/${rule}`);
  });
});

describe('A source file', () => {
  it('ends the process nowhere but in src/main.ts', () => {
    const ends = (text: string): boolean => /\bprocess\.(exit|reallyExit|abort)\b/.test(text);
    expect(ends('if (wrong) process.exit(1);')).toBe(true);
    expect(sources.filter((path) => ends(readFileSync(path, 'utf8'))).map(short)).toEqual(['src/main.ts']);
  });

  it('drops no error in an empty catch', () => {
    const drops = (text: string): boolean => /\bcatch\s*(\([^)]*\)\s*)?\{\s*\}/.test(text);
    expect(drops(readFileSync(join(bad, 'lint/empty-catch.ts'), 'utf8'))).toBe(true);
    expect(sources.filter((path) => drops(readFileSync(path, 'utf8'))).map(short)).toEqual([]);
  });

  it('has at most 250 lines, or says in its first line why it is longer', () => {
    const isTooLong = (path: string): boolean => {
      const lines = readFileSync(path, 'utf8').split('\n');
      return lines.length > 251 && !/^\/\/ length: \S/.test(lines[0] ?? '');
    };
    expect(sources.filter(isTooLong).map(short)).toEqual([]);
  });
});

describe('A unit test', () => {
  it('lies where its source files do', () => {
    const folders = new Set(sources.map((path) => dirname(path)));
    const tested = filesOf(join(repository, 'test/unit')).filter((path) => path.endsWith('.test.ts'));
    expect(tested.length).toBeGreaterThan(0);
    expect(tested.filter((path) => !folders.has(dirname(path.replace('/test/unit/', '/src/')))).map(short)).toEqual([]);
  });
});

interface Cruise {
  readonly seen: readonly string[];
  readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
}

/** Runs the layer check on the `src` of a directory. */
function cruise(directory: string): Cruise {
  const program = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(repository, '.dependency-cruiser.cjs');
  const { stdout } = run(directory, program, '--config', config, '--output-type', 'json', 'src');
  const { modules, summary } = JSON.parse(stdout);
  return { seen: modules.map(({ source }: { source: string }) => source), violations: summary.violations };
}

/**
 * `FILE RULE` of everything that the linter finds in the bad files. They are copied, since the real configuration leaves
 * them out, and rules that look at several files see only those below the configuration.
 */
function lintBad(): string[] {
  const work = mkdtempSync(join(tmpdir(), 'drover-lint-'));
  try {
    const config = JSON.parse(readFileSync(join(repository, 'biome.json'), 'utf8'));
    const open = { ...config, $schema: undefined, vcs: { enabled: false }, files: { includes: ['**/*.ts'] } };
    writeFileSync(join(work, 'biome.json'), JSON.stringify(open));
    const program = join(repository, 'node_modules/@biomejs/biome/bin/biome');
    cpSync(join(bad, 'lint'), work, { recursive: true });
    const { stdout } = run(work, program, 'lint', '--reporter=json', '--max-diagnostics=none', '.');
    const { diagnostics } = JSON.parse(stdout);
    return diagnostics.map(({ category, location }: Finding) => `${fileOf(location)} ${category}`);
  } finally {
    rmSync(work, { recursive: true });
  }
}

interface Finding {
  readonly category: string;
  readonly location: { readonly path: string | { readonly file: string } };
}

function fileOf({ path }: Finding['location']): string {
  return (typeof path === 'string' ? path : path.file).replace(/^.*\//, '');
}

function run(cwd: string, program: string, ...args: string[]): { stdout: string } {
  return spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
}

function filesOf(directory: string): string[] {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(directory, name));
}

function short(path: string): string {
  return path.slice(repository.length + 1);
}
