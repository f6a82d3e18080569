import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Diagnostic } from '../src/core/diagnostic.ts';
import type { AnyModule } from '../src/core/module.ts';
import { toValue } from '../src/core/value/convert.ts';
import type { Dict, Value } from '../src/core/value/types.ts';
import { shortName } from '../src/engine/module/arguments.ts';
import { checkArguments } from '../src/engine/module/check-arguments.ts';
import { convertArgument } from '../src/engine/module/convert-argument.ts';
import { allModules, modules } from '../src/modules/index.ts';
import { entriesOf } from './support/yaml-node.ts';

const place = { file: 'example.yml', line: 1, column: 1 };

describe.each(allModules.map((module) => [module.name, module] as const))('%s', (name, module) => {
  it('has at least three scenarios', () => {
    const cases = readdirSync(join(import.meta.dirname, 'modules', shortName(module)));
    expect(cases.filter((file) => file.endsWith('.yaml')).length).toBeGreaterThanOrEqual(3);
  });

  it('has a summary and says of every argument what it is for', () => {
    expect(module.summary).not.toBe('');
    const silent = Object.entries(module.args).filter(([, arg]) => arg.doc === '' && arg.unsupported === undefined);
    expect(silent.map(([argument]) => argument)).toEqual([]);
  });

  it('has a fully qualified name under which it is found', () => {
    expect(name.split('.').length).toBeGreaterThanOrEqual(3);
    expect(modules.get(name)).toBe(module);
    expect(modules.get(shortName(module))).toBe(module);
  });

  it('gives no name or alias to two arguments', () => {
    const names = Object.entries(module.args).flatMap(([argument, arg]) => [argument, ...arg.aliases]);
    expect(names).toEqual([...new Set(names)]);
  });

  it('has examples, and they are valid', () => {
    const tasks = module.examples.flatMap((example) => parse(example) as Record<string, unknown>[]);
    expect(tasks.length).toBeGreaterThan(0);
    expect(tasks.flatMap((task) => problemsOf(module, task))).toEqual([]);
  });
});

function problemsOf(module: AnyModule, task: Record<string, unknown>): string[] {
  const key = Object.keys(task).find((each) => modules.get(each) === module);
  if (key === undefined) return [`no module ${module.name} in ${JSON.stringify(task)}`];
  const found: Diagnostic[] = [];
  checkArguments(module, entriesOf(argumentsOf(module, toValue(task[key]))), place, (diagnostic) => found.push(diagnostic));
  return found.map((diagnostic) => diagnostic.message);
}

function argumentsOf(module: AnyModule, written: Value): Dict {
  if (written instanceof Map) return written;
  if (written === null) return new Map();
  if (module.freeForm !== undefined) return new Map([[module.freeForm, written]]);
  return convertArgument('dict', written, { home: () => undefined, environment: () => undefined }) as Dict;
}
