import { posix } from 'node:path';
import { type Diagnostic, diagnosticOf, type Report } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import type { YamlNode } from '../core/node.ts';
import { brokenUtf8 } from '../core/utf8.ts';
import { truthy } from '../core/value/text.ts';
import { parseAddress } from './address.ts';
import { readIni } from './ini.ts';
import type { InventoryData } from './inventory-data.ts';
import { listSorted, type ParseYaml, type Sources, textOf } from './sources.ts';
import { readYamlInventory } from './yaml-source.ts';

const yamlName = /\.(?:ya?ml|json)$/;
const hasExtension = /[^/.][^/]*\.[^/.]*$/;
/** A first line that makes a file INI without trying: YAML would see a list. */
const iniStart = /^(?:\s*(?:[#;].*)?\n)*\s*\[[^\]\s]+\][ \t]*(?:#.*)?(?:\n|$)/;

export interface SourceContext {
  readonly files: Sources;
  readonly parseYaml: ParseYaml;
  /** Which names in a directory are passed over. */
  readonly ignored: (name: string) => boolean;
  readonly report: Report;
}

/**
 * Reads one source: a file, a directory of files, or a list of hosts with commas. What is wrong with it goes to
 * `report`, and reading goes on with the next file.
 */
export function readSource(source: string, data: InventoryData, context: SourceContext): void {
  const type = context.files.type(source);
  if (type === 'directory') {
    for (const name of listSorted(context.files, source)) {
      if (!context.ignored(name)) readSource(posix.join(source, name), data, context);
    }
    return;
  }
  data.source = source;
  try {
    if (type === undefined) readHostList(source, data);
    else readFile(source, data, context);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    context.report(diagnosticOf(error));
  } finally {
    data.source = undefined;
  }
}

function readHostList(source: string, data: InventoryData): void {
  if (!source.includes(',')) {
    throw new DroverError('INVENTORY_INVALID', `Cannot read the inventory "${source}": there is no such file`, {
      hint: 'name a file, a directory, or hosts with commas ("node1,")',
    });
  }
  for (const entry of source.split(',')) {
    const name = entry.trim();
    const address = name.includes('[') ? undefined : parseAddress(name);
    if (name !== '' && !data.hosts.has(address?.host ?? name)) data.addHost(address?.host ?? name, 'ungrouped', address?.port);
  }
}

function readFile(file: string, data: InventoryData, context: SourceContext): void {
  const bytes = context.files.read(file);
  const text = textOf(bytes);
  requireUtf8(bytes, text, file);
  refuse(file, text);
  const isYaml = yamlName.test(file);
  if (!isYaml && (hasExtension.test(file) || iniStart.test(text))) readIni(text, file, data);
  else readYamlOrIni(text, file, data, context);
}

/** In a comment, other encodings do no harm. */
function requireUtf8(bytes: Uint8Array, text: string, file: string): void {
  const broken = brokenUtf8(bytes, text);
  if (broken === undefined) return;
  const kept = text.split('\n').some((line) => line.includes('\ufffd') && !/^\s*[#;]/.test(line));
  if (!kept) return;
  throw new DroverError('INVENTORY_INVALID', `Cannot read the inventory "${file}": it is not UTF-8 text`, {
    span: { file, ...broken },
    hint: 'save it as UTF-8',
  });
}

function readYamlOrIni(text: string, file: string, data: InventoryData, context: SourceContext): void {
  const findings: Diagnostic[] = [];
  const node = context.parseYaml(text, file, (diagnostic) => findings.push(diagnostic));
  if (node?.kind === 'mapping' && node.entries.length > 0) {
    refusePlugin(file, node);
    for (const finding of findings) context.report(finding);
    readYamlInventory(node, data, context.report);
  } else if (yamlName.test(file)) requireEmpty(file, node, findings, context.report);
  else readIni(text, file, data);
}

function requireEmpty(file: string, node: YamlNode | undefined, findings: readonly Diagnostic[], report: Report): void {
  for (const finding of findings) report(finding);
  if (node === undefined || node.kind === 'mapping' || (node.kind === 'scalar' && !truthy(node.value))) return;
  throw new DroverError('INVENTORY_INVALID', `Cannot read the inventory "${file}": it is to be a mapping of groups`, {
    span: node.span,
    hint: 'begin with "all:"',
  });
}

function refuse(file: string, text: string): void {
  const span = { file, line: 1, column: 1 };
  if (text.startsWith('#!')) {
    throw new DroverError(
      'UNSUPPORTED',
      `Cannot use the inventory "${file}": programs that print an inventory are not supported`,
      {
        span,
        hint: 'keep its output in a file: ansible-inventory --list --yaml',
      },
    );
  }
  if (file.endsWith('.toml')) {
    throw new DroverError('UNSUPPORTED', `Cannot use the inventory "${file}": TOML is not supported`, {
      span,
      hint: 'write it as INI or YAML',
    });
  }
}

function refusePlugin(file: string, node: YamlNode): void {
  const plugin = node.kind === 'mapping' ? node.entries.find((entry) => entry.key.value === 'plugin') : undefined;
  if (plugin?.value.kind !== 'scalar' || !truthy(plugin.value.value)) return;
  throw new DroverError(
    'UNSUPPORTED',
    `Cannot use the inventory "${file}": the plugin "${plugin.value.source}" is not supported`,
    {
      span: plugin.value.span,
      hint: 'keep its answer in a file: ansible-inventory --list --yaml',
    },
  );
}
