import type { ParseContext } from './parse-context.ts';

/** Where a collection may lie: beside the playbook, in the bundle, and where `collections_path` says. */
export function collectionFolders(namespace: string, collection: string, context: ParseContext): string[] {
  const { playbookFolder, settings } = context;
  const beside = playbookFolder === '' ? 'collections' : `${playbookFolder}/collections`;
  const folders = new Set([beside, 'collections', ...(settings.collectionsPath ?? [])]);
  return [...folders].map(
    (folder) => `${folder.replace(/\/ansible_collections$/, '')}/ansible_collections/${namespace}/${collection}`,
  );
}
