import type { MappingEntry, YamlNode } from '../core/node.ts';
import { didYouMean } from '../core/suggest.ts';
import { text, typeName } from '../core/value/text.ts';
import type { Keywords, Located } from './ast.ts';
import { describeNode } from './describe-node.ts';
import { located, locatedItems, type ParseContext, reportError } from './parse-context.ts';
import { parseVariables } from './parse-variables.ts';
import { insteadOf } from './removed.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Reader = (into: Mutable<Keywords>, node: YamlNode, context: ParseContext, owner: string) => void;
type SingleField = {
  [K in keyof Keywords]-?: Keywords[K] extends Located | undefined ? K : never;
}[keyof Keywords];
type ListField = 'when' | 'environment' | 'moduleDefaults' | 'collections';

const single =
  (field: SingleField): Reader =>
  (into, node) => {
    into[field] = located(node);
  };
const several =
  (field: ListField): Reader =>
  (into, node) => {
    into[field] = locatedItems(node);
  };
/** Accepted and without effect: a run is one host, without a connection. */
const accepted: Reader = () => {};

/** The keywords that plays, roles, blocks and tasks share (ansible-core 2.18, "Playbook Keywords"). */
const shared: Readonly<Record<string, Reader>> = {
  when: (into, node, context, owner) => {
    const conditions = locatedItems(node);
    for (const { value, span } of conditions) {
      if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') continue;
      context.report({
        severity: 'warning',
        code: 'PLAY_INVALID',
        message: `Cannot judge the condition of this ${owner}: it is a ${typeName(value)}, which always holds unless it is empty`,
        span,
        hint: 'a string, a boolean or a list of them is wanted',
      });
    }
    into.when = conditions;
  },
  tags: (into, node, context, owner) => {
    if (node.kind === 'sequence') into.tags = node.items.map(located);
    else if (node.kind === 'scalar' && typeof node.value === 'string') into.tags = splitTags(located(node));
    else {
      const why = `they are ${describeNode(node)}, a string or a list is wanted`;
      reportError(context, 'PLAY_INVALID', `Cannot read the tags of this ${owner}: ${why}`, node.span);
    }
  },
  vars: (into, node, context, owner) => {
    into.vars = parseVariables(node, context, owner);
  },
  environment: several('environment'),
  module_defaults: several('moduleDefaults'),
  become: single('become'),
  become_user: single('becomeUser'),
  become_method: accepted,
  become_exe: accepted,
  become_flags: accepted,
  ignore_errors: single('ignoreErrors'),
  ignore_unreachable: single('ignoreUnreachable'),
  check_mode: single('checkMode'),
  diff: single('diff'),
  no_log: single('noLog'),
  delegate_facts: single('delegateFacts'),
  delegate_to: single('delegateTo'),
  run_once: single('runOnce'),
  any_errors_fatal: single('anyErrorsFatal'),
  timeout: single('timeout'),
  connection: accepted,
  port: accepted,
  remote_user: accepted,
  collections: several('collections'),
  debugger: accepted,
  throttle: accepted,
};

function splitTags(tag: Located): Located[] {
  if (typeof tag.value !== 'string' || !tag.value.includes(',') || tag.value.includes('{{')) return [tag];
  return tag.value.split(',').map((part) => ({ value: part.trim(), span: tag.span }));
}

export type OwnKeyword = (node: YamlNode, entry: MappingEntry) => void;

/**
 * Reads a play's, role's, block's or task's mapping: shared keywords into the answer, `own` ones by their
 * functions; what is neither goes to `otherwise`, or is refused with a suggestion.
 */
export function parseKeywords(
  entries: readonly MappingEntry[],
  context: ParseContext,
  owner: 'play' | 'role' | 'block' | 'task',
  own: Readonly<Record<string, OwnKeyword>>,
  otherwise?: (name: string, entry: MappingEntry) => boolean,
): Keywords {
  const keywords: Mutable<Keywords> = {};
  for (const entry of entries) {
    const name = text(entry.key.value);
    const mine = Object.hasOwn(own, name) ? own[name] : undefined;
    const common = Object.hasOwn(shared, name) ? shared[name] : undefined;
    if (mine !== undefined) mine(entry.value, entry);
    else if (common !== undefined) common(keywords, entry.value, context, owner);
    else if (!(otherwise?.(name, entry) ?? false)) refuseKeyword(name, entry, context, owner, Object.keys(own));
  }
  return keywords;
}

function refuseKeyword(name: string, entry: MappingEntry, context: ParseContext, owner: string, own: readonly string[]): void {
  const hint = insteadOf(name) ?? didYouMean(name, [...own, ...Object.keys(shared)]);
  reportError(context, 'KEYWORD_UNKNOWN', `Cannot use "${name}" in a ${owner}: there is no such keyword`, entry.key.span, hint);
}

/** The names of all shared keywords. */
export function sharedKeywordNames(): readonly string[] {
  return Object.keys(shared);
}
