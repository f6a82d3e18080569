import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, entries } from './read.ts';

/**
 * What the files of /etc/ansible/facts.d say, by their names without `.fact`. A program there is not run, since facts
 * start no processes: its entry says so.
 */
export const localFacts: FactGroup = {
  collector: 'local',
  names: ['local'],
  gather,
};

const directory = '/etc/ansible/facts.d';

function gather({ files }: FactContext): Facts {
  const names = entries(files, directory).filter((name) => name.endsWith('.fact'));
  return {
    local: Object.fromEntries(names.map((name) => [name.replace('.fact', ''), localFact(files, `${directory}/${name}`)])),
  };
}

function localFact(files: FactContext['files'], path: string): unknown {
  const mode = files.stat(path)?.mode;
  if (mode === undefined) return `Cannot read the fact "${path}": there is no such file`;
  if ((mode & 0o100) !== 0) return `Cannot use the fact "${path}": programs are not run for facts; give it as JSON or INI`;
  return parseFact(content(files, path) ?? '') ?? `Cannot use the fact "${path}": it is neither JSON nor INI`;
}

/** JSON, else INI; undefined for what is neither. */
export function parseFact(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return parseIni(text);
  }
}

/** Sections of options; names of options in lower case, as Python's ConfigParser has them. */
function parseIni(text: string): Record<string, Record<string, string>> | undefined {
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> | undefined;
  // A line that begins with white space goes on with the value before it.
  const plain = text.replace(/^\s*[#;].*$/gm, '').replace(/\n[ \t]+(?=\S)/g, '\0');
  for (const line of plain.split('\n').filter((one) => one.trim() !== '')) {
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    const [, name, value = ''] = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/s.exec(line) ?? [];
    if (header !== undefined) {
      section = {};
      sections[header] = section;
    } else if (section === undefined || name === undefined) return undefined;
    else section[name.toLowerCase()] = value.trim().replaceAll('\0', '\n');
  }
  return sections;
}
