import type { MappingNode, YamlNode } from '../core/node.ts';
import { text } from '../core/value/text.ts';
import type { Located, Play, Statement } from './ast.ts';
import { type OwnKeyword, parseKeywords, sharedKeywordNames } from './keywords.ts';
import { located, locatedItems, type ParseContext, reportError, withVars } from './parse-context.ts';
import { parseRoleUses } from './parse-role-use.ts';
import { parseStatements } from './parse-statements.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type SingleField =
  | 'name'
  | 'gatherFacts'
  | 'gatherSubset'
  | 'gatherTimeout'
  | 'factPath'
  | 'forceHandlers'
  | 'maxFailPercentage'
  | 'serial';
type ListField = 'preTasks' | 'tasks' | 'postTasks' | 'handlers';

const accepted: OwnKeyword = () => {};

const ownNames =
  'name hosts user gather_facts gather_subset gather_timeout fact_path force_handlers max_fail_percentage serial strategy order vars_files vars_prompt roles pre_tasks tasks post_tasks handlers';

/** All words that a play may begin an entry with. */
export function playKeywordNames(): readonly string[] {
  return [...ownNames.split(' '), ...sharedKeywordNames()];
}

/** Reads one play; what is wrong is reported, and a play without hosts is undefined. */
export function parsePlay(node: MappingNode, context: ParseContext): Play | undefined {
  const fields: Mutable<Omit<Play, ListField | 'roles' | 'hosts' | 'keywords' | 'file' | 'span'>> = {
    name: undefined,
    gatherFacts: undefined,
    gatherSubset: undefined,
    gatherTimeout: undefined,
    factPath: undefined,
    forceHandlers: undefined,
    maxFailPercentage: undefined,
    serial: undefined,
    varsFiles: [],
    varsPrompt: [],
  };
  let hosts: Located | undefined;
  const single =
    (field: SingleField): OwnKeyword =>
    (value) => {
      fields[field] = located(value);
    };
  const lists: Partial<Record<ListField | 'roles', YamlNode>> = {};
  const list =
    (field: keyof typeof lists): OwnKeyword =>
    (value) => {
      lists[field] = value;
    };
  const keywords = parseKeywords(node.entries, context, 'play', {
    name: single('name'),
    hosts: (value) => {
      hosts = located(value);
    },
    user: (_, { key }) => {
      const message = 'The keyword "user" of a play is an old name';
      context.report({ severity: 'warning', code: 'DEPRECATED', message, span: key.span, hint: 'use "remote_user"' });
    },
    gather_facts: single('gatherFacts'),
    gather_subset: single('gatherSubset'),
    gather_timeout: single('gatherTimeout'),
    fact_path: single('factPath'),
    force_handlers: single('forceHandlers'),
    max_fail_percentage: single('maxFailPercentage'),
    serial: single('serial'),
    strategy: accepted,
    order: accepted,
    vars_files: (value) => {
      fields.varsFiles = locatedItems(value);
    },
    vars_prompt: (value) => {
      fields.varsPrompt = value.kind === 'sequence' ? value.items : [];
    },
    roles: list('roles'),
    pre_tasks: list('preTasks'),
    tasks: list('tasks'),
    post_tasks: list('postTasks'),
    handlers: list('handlers'),
  });
  const place = hosts as Located | undefined;
  if (!hasHosts(hosts)) {
    const hint = 'add "hosts: all" or a group\'s name';
    return reportError(context, 'PLAY_INVALID', 'Cannot run this play: it names no hosts', place?.span ?? node.span, hint);
  }
  // What names files and roles is read last: it may use the play's variables.
  const collections = keywords.collections?.map(({ value }) => text(value)) ?? context.collections;
  const inside = { ...withVars(context, keywords), collections };
  const tasks = (field: ListField): Statement[] =>
    parseStatements(lists[field], { ...inside, handlers: field === 'handlers' }, field === 'handlers');
  const preTasks = tasks('preTasks');
  const roles = parseRoleUses(lists.roles, inside, 'play');
  const sections = { preTasks, roles, tasks: tasks('tasks'), postTasks: tasks('postTasks'), handlers: tasks('handlers') };
  return { ...fields, ...sections, hosts, keywords, file: context.file, span: node.span };
}

function hasHosts(hosts: Located | undefined): hosts is Located {
  if (hosts === undefined || hosts.value === null || hosts.value === '') return false;
  return !Array.isArray(hosts.value) || hosts.value.length > 0;
}
