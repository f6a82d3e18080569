import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { DroverError } from '../../core/errors.ts';
import { native } from '../../host/native.ts';
import { asciiJson } from '../../language/compiled/ascii-json.ts';
import { encodeNode } from '../../language/compiled/encode-node.ts';
import { decodeText } from '../../language/decode-text.ts';
import { load } from '../../language/load.ts';
import { beginsEncrypted } from '../../language/vault/keyring.ts';
import type { Bundle } from '../bundle.ts';
import type { Tree } from '../tree.ts';
import type { FileEntry, Head, Index } from './compiled-form.ts';

/** What the compiled form holds of a fleet, for people. */
export interface Compiled {
  readonly content: Uint8Array;
  /** Paths of the files in it. */
  readonly files: readonly string[];
}

/**
 * Parses all YAML files of a bundle and puts them into one file, with the word that its playbook is valid. The same bundle
 * and version give the same bytes. What is encrypted, has errors or cannot be kept stays out: a run reads its source.
 * @param version as `drover --version` has it
 */
export function compileTree(
  { directory }: Pick<Bundle, 'directory'>,
  { playbook, checked: { files: sources = [], warnings } }: Tree,
  version: string,
): Compiled {
  const read = sources.map((path) => normalize(path));
  const paths = [...new Set([...read, ...yamlFiles(directory, '')])].filter((path) => !/^(\/|\.\.)/.test(path)).sort();
  const compiled = paths.flatMap((path) => compileFile(directory, path) ?? []);
  const kept = new Set(compiled.map(({ entry: [path] }) => path));
  // What a file that is not in here says must not be in here either, such as a warning's words.
  const isWhole = sources.length > 0 && read.every((path) => kept.has(path));
  const playbooks: Index['playbooks'] = !isWhole ? [] : [[playbook.file, { files: sources, warnings }]];
  const index: Index = { files: compiled.map(({ entry }) => entry), playbooks };
  const lines = [asciiJson(index), ...compiled.map(({ line }) => line)];
  const rest = Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
  const head: Head = { drover: version, digest: native().digest(rest) };
  const content = Buffer.concat([Buffer.from(`${asciiJson(head)}\n`, 'latin1'), rest]);
  return { content, files: index.files.map(([path]) => path) };
}

function compileFile(directory: string, path: string): { entry: FileEntry; line: string } | undefined {
  const bytes = readFileSync(join(directory, path));
  // Nothing of what ansible-vault encrypted may be kept.
  if (beginsEncrypted(bytes)) return undefined;
  const warnings: Diagnostic[] = [];
  const node = parse(bytes, path, warnings);
  const line = node === undefined ? undefined : encodeNode(node, path);
  if (line === undefined) return undefined;
  const [digest, length] = [native().digest(bytes), line.length];
  return { line, entry: warnings.length === 0 ? [path, digest, length] : [path, digest, length, warnings] };
}

function parse(bytes: Uint8Array, path: string, warnings: Diagnostic[]) {
  try {
    return load(decodeText(bytes, path), path, (finding) => void warnings.push(finding));
  } catch (error) {
    if (error instanceof DroverError) return undefined;
    throw error;
  }
}

const yamlName = /\.ya?ml$/;
/** Where JSON is read as YAML, and variables may have any name. */
const jsonFolder = /(^|\/)(tasks|handlers|vars|defaults|meta|(group|host)_vars)\/.*\.json$/;
const variableFile = /(^|\/)(group|host)_vars\/(.*\/)?[^./]+$/;
/** What is copied to machines, and is not read as YAML. */
const contentFolder = /(^|\/)(files|templates)$/;

/** Below a folder, without those that links lead to. */
function yamlFiles(directory: string, folder: string): string[] {
  const entries = readdirSync(join(directory, folder), { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return contentFolder.test(path) ? [] : yamlFiles(directory, path);
    return isYaml(path) && isFile(join(directory, path)) ? [path] : [];
  });
}

function isYaml(path: string): boolean {
  return yamlName.test(path) || jsonFolder.test(path) || variableFile.test(path);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
