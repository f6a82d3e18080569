import type { Controller } from '../core/controller.ts';
import type { Report } from '../core/diagnostic.ts';
import type { YamlNode } from '../core/node.ts';

/** The files that an inventory is read from; links are followed. */
export type Sources = Pick<Controller, 'type' | 'read' | 'list'>;

/** The YAML reader the inventory is given (`language/load`). */
export type ParseYaml = (text: string, file: string, report: Report) => YamlNode | undefined;

/** Bytes as text; what is no UTF-8 in them is shown as such. */
export function textOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('utf8');
}

/** Names in the order of Python's `sorted`: by code points. */
export function listSorted(files: Sources, path: string): string[] {
  return files.list(path).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
