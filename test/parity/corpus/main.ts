/**
 * Answers the corpus of `corpus/check`: without arguments one JSON case a line on standard input, one answer a
 * line on standard output; with `inventory DIR`, `patterns DIR` or `playbook DIR OUTDIR` one folder.
 */
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

type Line = (source: string) => string | Promise<string>;
type Folder = (args: readonly string[]) => string | Promise<string>;

/** Which file answers which kind, and by which of its exports. */
const lineKinds: Readonly<Record<string, readonly [string, string]>> = {
  expression: ['./expressions.ts', 'answerExpression'],
  template: ['./expressions.ts', 'answerTemplate'],
  yaml: ['./yaml.ts', 'answerYaml'],
};
const folderKinds: Readonly<Record<string, readonly [string, string]>> = {
  inventory: ['./inventory.ts', 'answerInventory'],
  patterns: ['./inventory.ts', 'answerPatterns'],
  playbook: ['./playbook.ts', 'answerPlaybook'],
};

function failed(error: unknown): string {
  return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
}

async function load<T>([file, name]: readonly [string, string]): Promise<T> {
  const url = new URL(file, import.meta.url);
  if (!existsSync(url)) throw new Error(`Cannot answer: ${file} is not there yet`);
  const module = (await import(url.href)) as Record<string, T | undefined>;
  const found = module[name];
  if (found === undefined) throw new Error(`Cannot answer: ${file} has no ${name}`);
  return found;
}

async function answerLine(source: string): Promise<string> {
  const { kind } = JSON.parse(source) as { kind: string };
  const place = lineKinds[kind];
  if (place === undefined) throw new Error(`Cannot answer: there is no kind "${kind}"`);
  return await (await load<Line>(place))(source);
}

async function answerLines(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${await answerLine(line).catch(failed)}\n`);
  }
}

async function answerFolder(command: string, args: readonly string[]): Promise<void> {
  const place = folderKinds[command];
  if (place === undefined) throw new Error(`Cannot answer: there is no command "${command}"`);
  const answer = load<Folder>(place).then((run) => run(args));
  process.stdout.write(`${await answer.catch(failed)}\n`);
}

const [command, ...args] = process.argv.slice(2);
await (command === undefined ? answerLines() : answerFolder(command, args));
