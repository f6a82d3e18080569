import { folderOf } from '../core/folder.ts';
import type { MappingNode, YamlNode } from '../core/node.ts';
import { defaultSettings } from '../core/settings/honoured.ts';
import { text } from '../core/value/text.ts';
import type { Keywords, Play, Playbook } from './ast.ts';
import { collectionFolders } from './collection-folders.ts';
import { describeNode } from './describe-node.ts';
import { importTasks } from './import-tasks.ts';
import { parseKeywords } from './keywords.ts';
import { loadFile } from './load-file.ts';
import { loadRole } from './load-role.ts';
import { located, type ParseContext, reportError, withVars } from './parse-context.ts';
import { parsePlay } from './parse-play.ts';

export type PlaybookContext = Pick<ParseContext, 'report' | 'vocabulary' | 'controller' | 'staticText'> &
  Partial<Pick<ParseContext, 'files' | 'settings'>>;

/** The context in which a playbook's own file is parsed; includes met during the run start from it too. */
export function playbookContext(file: string, base: PlaybookContext): ParseContext {
  const folder = folderOf(file);
  return {
    ...base,
    settings: base.settings ?? defaultSettings(),
    file,
    playbookFolder: folder,
    rolePath: undefined,
    handlers: false,
    collections: [],
    staticVars: [],
    chain: [file],
    files: base.files ?? new Map(),
    loadRole,
    importTasks,
  };
}

/**
 * Reads a playbook and everything it names statically: imported playbooks and tasks, roles and their
 * dependencies. All findings are reported; what could be read is answered.
 */
export function parsePlaybook(file: string, base: PlaybookContext): Playbook {
  return { file, plays: playsOf(playbookContext(file, base)) };
}

function playsOf(context: ParseContext): Play[] {
  const node = loadFile(context.file, context);
  if (node === undefined) return [];
  if (node.kind !== 'sequence') {
    reportError(
      context,
      'PLAY_INVALID',
      `Cannot run ${context.file}: it is ${describeNode(node)}, a list of plays is wanted`,
      node.span,
      'begin each play with "- hosts:"',
    );
    return [];
  }
  if (node.items.length === 0) reportError(context, 'PLAY_INVALID', `Cannot run ${context.file}: it holds no play`, node.span);
  return node.items.flatMap((item) => playOrImport(item, context));
}

function playOrImport(node: YamlNode, context: ParseContext): Play[] {
  if (node.kind !== 'mapping') {
    reportError(context, 'PLAY_INVALID', 'Cannot read this play: a mapping is wanted', node.span, 'begin it with "- hosts:"');
    return [];
  }
  const imported = node.entries.find(
    ({ key }) => key.value === 'import_playbook' || key.value === 'ansible.builtin.import_playbook',
  );
  if (imported !== undefined) return importedPlays(node, imported.value, context);
  const play = parsePlay(node, context);
  return play === undefined ? [] : [play];
}

function importedPlays(node: MappingNode, value: YamlNode, context: ParseContext): Play[] {
  const entries = node.entries.filter(({ value: other }) => other !== value);
  const keywords = parseKeywords(entries, context, 'play', { name: () => {} });
  const named = located(value);
  const name = context.staticText(named, withVars(context, keywords).staticVars);
  if (name === undefined || name === '') {
    reportError(
      context,
      'PLAY_INVALID',
      `Cannot import playbook "${text(named.value)}": its name is not known before the run`,
      named.span,
    );
    return [];
  }
  const folder = context.file.slice(0, context.file.lastIndexOf('/') + 1);
  const beside = name.startsWith('/') ? name : `${folder}${name}`.replace(/(^|\/)\.\//g, '$1');
  const file = collectionPlaybook(name, context) ?? beside;
  if (context.controller.type(file) !== 'file') {
    reportError(context, 'FILE_MISSING', `Cannot import playbook "${name}": there is no ${file}`, named.span);
    return [];
  }
  if (context.chain.includes(file)) {
    reportError(
      context,
      'IMPORT_CYCLE',
      `Cannot import playbook "${name}": it imports itself (${[...context.chain, file].join(' -> ')})`,
      named.span,
    );
    return [];
  }
  const playbookFolder = folderOf(file);
  return playsOf({ ...withVars(context, keywords), file, playbookFolder, chain: [...context.chain, file] }).map((play) =>
    withKeywords(play, keywords),
  );
}

/** The file of `namespace.collection.playbook`; undefined where no collection has it. */
function collectionPlaybook(name: string, context: ParseContext): string | undefined {
  if (!/^\w+\.\w+\.\w+(?:\.\w+)*$/.test(name)) return undefined;
  const [namespace = '', collection = '', ...rest] = name.split('.');
  const folders = collectionFolders(namespace, collection, context).map((folder) => `${folder}/playbooks/${rest.join('/')}`);
  const files = folders.flatMap((path) => ['.yml', '.yaml'].map((extension) => `${path}${extension}`));
  return files.find((path) => context.controller.type(path) === 'file');
}

/** An import's `when`, `tags` and `vars` are those of each of its plays. */
function withKeywords(play: Play, outer: Keywords): Play {
  const { when, tags, vars } = play.keywords;
  return {
    ...play,
    keywords: {
      ...play.keywords,
      ...(outer.when === undefined ? {} : { when: [...outer.when, ...(when ?? [])] }),
      ...(outer.tags === undefined ? {} : { tags: [...outer.tags, ...(tags ?? [])] }),
      ...(outer.vars === undefined ? {} : { vars: new Map([...(vars ?? []), ...outer.vars]) }),
    },
  };
}
