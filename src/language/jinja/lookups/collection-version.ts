import { DroverError } from '../../../core/errors.ts';
import { parseJson } from '../../../core/value/json-parse.ts';
import { text } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { mappingOf } from '../python/dict.ts';
import { failure } from '../python/failure.ts';
import { readYaml } from '../python/yaml-load.ts';
import { LookupOptions } from './options.ts';

/** The collections whose plugins and modules Drover follows, at the versions that it follows. */
const followed: Readonly<Record<string, string>> = {
  'ansible.netcommon': '7.2.0',
  'ansible.posix': '1.6.2',
  'ansible.utils': '5.1.2',
  'community.general': '10.7.1',
};

/** community.general 10.7's `collection_version`: of a collection in the bundle, else of what Drover follows. */
export function collectionVersion(terms: readonly Value[], call: Call): Value[] {
  const options = new LookupOptions(call, { result_not_found: null, result_no_version: '*' });
  return terms.map((term) => {
    const name = stringOnly(term, 'look up a collection');
    if (!/^[A-Za-z0-9_]+\.[A-Za-z0-9_]+\n?$/.test(name)) throw failure('look up a collection', `"${name}" is not a FQCN`);
    return inBundle(name, call, options.get('result_no_version')) ?? followed[name] ?? options.get('result_not_found');
  });
}

/** The version that a collection of the bundle declares; undefined where the bundle has no such collection. */
function inBundle(name: string, call: Call, noVersion: Value): Value | undefined {
  const { controller } = call.environment;
  const folder = `collections/ansible_collections/${name.replace('.', '/')}`;
  if (controller.type(folder) !== 'directory') return undefined;
  const read = (file: string): string | undefined =>
    controller.type(`${folder}/${file}`) === 'file'
      ? Buffer.from(controller.read(`${folder}/${file}`)).toString('utf8')
      : undefined;
  const [manifest, galaxy] = [read('MANIFEST.json'), read('galaxy.yml')];
  const declared =
    manifest === undefined
      ? member(galaxy === undefined ? null : readYaml(galaxy), 'version')
      : member(member(parseJson(manifest), 'collection_info'), 'version');
  if (manifest !== undefined && declared === null)
    throw new DroverError('TEMPLATE_FAILED', `Cannot look up the collection "${name}": its MANIFEST.json has no version`);
  return declared === null || text(declared) === '' ? noVersion : declared;
}

function member(value: Value, key: string): Value {
  return mappingOf(value)?.get(key) ?? null;
}
