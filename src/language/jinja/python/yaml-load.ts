import type { Diagnostic } from '../../../core/diagnostic.ts';
import { nodeValue, type YamlNode } from '../../../core/node.ts';
import type { Value } from '../../../core/value/types.ts';
import { load } from '../../load.ts';
import { failure } from './failure.ts';

/**
 * One YAML document as PyYAML's SafeLoader reads it: no JSON first, none of Ansible's tags.
 * @throws DroverError `TEMPLATE_FAILED`
 */
export function readYaml(source: string): Value {
  const problems: Diagnostic[] = [];
  // the marker keeps a text that is also JSON from being read as such
  const marked = /^(?:%|---)/m.test(source) ? source : `---\n${source}`;
  const node = load(marked, '<string>', (problem) => {
    if (problem.severity === 'error') problems.push(problem);
  });
  const [problem] = problems;
  if (node === undefined || problem !== undefined) throw failure('read YAML', problem?.message ?? 'it is malformed');
  refuseTags(node);
  return nodeValue(node);
}

/** The documents of a stream. */
export function readYamlAll(source: string): Value[] {
  const documents = source.split(/^---(?=\s|$)/m);
  const [before = ''] = documents;
  // without a marker the whole text is one document; with one, what stands before it is none if it is empty
  const texts = /\S/.test(before.replace(/^#.*$/gm, '')) ? documents : documents.slice(1);
  return texts.map((text) => readYaml(text.replace(/^\.\.\.\s*$/gm, '')));
}

function refuseTags(node: YamlNode): void {
  if (node.kind === 'sequence') node.items.forEach(refuseTags);
  else if (node.kind === 'mapping') {
    for (const entry of node.entries) {
      refuseTags(entry.key);
      refuseTags(entry.value);
    }
  } else if (node.tag !== undefined && /^![^!]/.test(node.tag)) {
    throw failure('read YAML', `could not determine a constructor for the tag '${node.tag}'`);
  }
}
