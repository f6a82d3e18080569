import type { Controller } from '../core/controller.ts';
import type { Report } from '../core/diagnostic.ts';
import type { YamlNode } from '../core/node.ts';
import { decodeText } from './decode-text.ts';
import { load } from './load.ts';

/**
 * A YAML or JSON file of the bundle, from its compiled form where there is one. What is wrong with it goes to `report`; after
 * an error the answer is undefined.
 * @throws DroverError for a file that cannot be read, or is no UTF-8
 */
export function readYaml(path: string, controller: Controller, report: Report): YamlNode | undefined {
  return compiledYaml(path, controller, report) ?? load(decodeText(controller.read(path), path), path, report);
}

/** A file's compiled form; undefined for one that has to be read from its source. */
export function compiledYaml(path: string, controller: Controller, report: Report): YamlNode | undefined {
  const parsed = controller.parsed?.(path);
  for (const warning of parsed?.warnings ?? []) report(warning);
  return parsed?.node;
}
