import { DroverError } from '../../core/errors.ts';
import { parseJson } from '../../core/value/json-parse.ts';
import { ConfigurationError, interpolate, parseConfiguration } from './config-parser.ts';
import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, entries } from './read.ts';

/**
 * What the files `*.fact` of a directory say, by their names without that: JSON or INI, or a program that prints
 * either. What cannot be used has a text in its place that says why (ansible-core 2.18).
 */
export const localFacts: FactGroup = { collector: 'local', names: ['local'], gather };

function gather({ files, factPath, ask }: FactContext): Facts {
  const names = entries(files, factPath).filter((name) => name.endsWith('.fact') && !name.startsWith('.'));
  const facts = names.map((name) => [name.replaceAll('.fact', ''), localFact({ files, ask }, `${factPath}/${name}`)] as const);
  return { local: Object.fromEntries(facts) };
}

function localFact({ files, ask }: Pick<FactContext, 'files' | 'ask'>, path: string): unknown {
  const mode = files.stat(path)?.mode;
  if (mode === undefined) return `Cannot read the fact "${path}": there is no such file`;
  if ((mode & 0o100) === 0) return fact(path, plainText(content(files, path) ?? ''));
  const answer = ask(path, []);
  if (answer === undefined || answer.code !== 0) {
    const why = answer === undefined ? 'it cannot be started' : `exit code ${answer.code}: ${answer.stderr.trim()}`;
    return `Cannot run the fact "${path}": ${why}`;
  }
  return fact(path, answer.stdout);
}

/** Bytes that are no UTF-8 make a file count as empty, as they do for Ansible. */
function plainText(text: string): string {
  return /[\uDC80-\uDCFF]/.test(text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '')) ? '' : text;
}

function fact(path: string, text: string): unknown {
  try {
    return parseFact(text);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return `Cannot use the fact "${path}": it is neither JSON nor INI: ${error.message}`;
  }
}

/**
 * JSON, else INI.
 * @throws ConfigurationError for what is neither
 */
export function parseFact(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    return sections(text);
  }
}

function sections(text: string): Record<string, Record<string, string>> {
  const { sections: found, defaults } = parseConfiguration(text);
  return Object.fromEntries(
    [...found].map(([name, own]) => {
      const options = new Map([...own, ...[...defaults].filter(([option]) => !own.has(option))]);
      return [name, Object.fromEntries([...options].map(([option, value]) => [option, interpolate(value, options)]))];
    }),
  );
}
