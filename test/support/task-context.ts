import { posix } from 'node:path';
import type { Controller, RenderOptions, TaskContext } from '../../src/core/controller.ts';
import { DroverError } from '../../src/core/errors.ts';
import { text, truthy } from '../../src/core/value/text.ts';
import type { Value } from '../../src/core/value/types.ts';
import { noVault } from './no-vault.ts';

export interface ContextOptions {
  readonly variables?: ReadonlyMap<string, Value>;
  /** Bundle files by path: `files/motd`, `templates/motd.j2`. */
  readonly bundle?: Readonly<Record<string, string | Uint8Array>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * A task's context for module tests. Its language is only what modules need to show that they ask for it:
 * `{{ name }}` in templates, `name`, `name == 'x'`, `not name` in expressions.
 */
export function taskContext({ variables = new Map(), bundle = {}, environment = {} }: ContextOptions = {}): TaskContext {
  const controller = bundleController(bundle, environment);
  const variable = (name: string): Value | undefined => variables.get(name);
  return {
    controller,
    jobs: { find: () => undefined, erase: () => {}, file: (id) => `/root/.ansible_async/${id}` },
    variable,
    find(src, folder) {
      const found = [`${folder}/${src}`, src].map((path) => path.replace(/\/$/, '')).find((path) => controller.type(path));
      if (found === undefined) throw new DroverError('FILE_MISSING', `Cannot find ${src}: looked in ${folder}`);
      return src.endsWith('/') ? `${found}/` : found;
    },
    render: (_path, template, options = {}) => render(template, options, variable),
    evaluate: (expression) => evaluate(expression, variable),
    condition: (expression) => truthy(typeof expression === 'string' ? evaluate(expression, variable) : expression),
  };
}

function render(template: string, options: RenderOptions, variable: (name: string) => Value | undefined): string {
  const [start, end] = [options.variableStart ?? '{{', options.variableEnd ?? '}}'].map((mark) => mark.replace(/[^\w]/g, '\\$&'));
  const rendered = template.replace(new RegExp(`${start}\\s*(\\w+)\\s*${end}`, 'g'), (_, name: string) => {
    return text(options.variables?.get(name) ?? evaluate(name, variable));
  });
  return rendered.replaceAll('\n', options.newlineSequence ?? '\n');
}

function evaluate(expression: string, variable: (name: string) => Value | undefined): Value {
  const [left = '', right] = expression.split('==').map((part) => part.trim());
  if (right !== undefined) return evaluate(left, variable) === evaluate(right, variable);
  if (left.startsWith('not ')) return !truthy(evaluate(left.slice(4).trim(), variable));
  const literal = /^'(.*)'$|^(-?\d+)$|^(true|false)$/i.exec(left);
  if (literal !== null) return literal[1] ?? (literal[2] === undefined ? left.toLowerCase() === 'true' : Number(left));
  const value = variable(left);
  if (value === undefined) throw new DroverError('VARIABLE_UNDEFINED', `Cannot evaluate "${left}": it is undefined`);
  return value;
}

function bundleController(
  bundle: Readonly<Record<string, string | Uint8Array>>,
  environment: Readonly<Record<string, string>>,
): Controller {
  const paths = Object.keys(bundle);
  const bytes = (path: string): Buffer => {
    const content = bundle[path];
    if (content === undefined) throw new DroverError('FILE_MISSING', `Cannot read ${path}: it is not in the bundle`);
    return Buffer.from(content);
  };
  const clean = (path: string): string => posix.normalize(path).replace(/\/$/, '');
  return {
    directory: '/bundle',
    look(path) {
      return this.type(path);
    },
    type(path) {
      if (bundle[clean(path)] !== undefined) return 'file';
      return paths.some((each) => each.startsWith(`${clean(path)}/`)) ? 'directory' : undefined;
    },
    read: (path) => bytes(clean(path)),
    readStored: (path) => bytes(clean(path)),
    openVault: noVault,
    list(path) {
      const inside = paths.filter((each) => each.startsWith(`${clean(path)}/`));
      return [...new Set(inside.map((each) => each.slice(clean(path).length + 1).split('/')[0] ?? ''))].sort();
    },
    stat: (path) => ({
      mode: path.endsWith('.sh') ? 0o755 : 0o644,
      mtime: 1_700_000_000,
      ctime: 1_700_000_000,
      uid: 0,
      gid: 0,
      size: bundle[clean(path)]?.length ?? 0,
    }),
    environment: (name) => environment[name],
    store: () => undefined,
    pipe: () => ({ code: 0, stdout: '', stderr: '' }),
  };
}
