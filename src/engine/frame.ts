import type { Keywords, Located, RoleUse } from '../language/ast.ts';
import type { Layer } from './scope.ts';

/**
 * What a statement inherits from where it stands: plays, role uses, blocks, imports and includes each add a
 * frame. Immutable.
 */
export interface Frame {
  /** Keywords in effect: lists hold the outer entries first, of the others the innermost wins. */
  readonly keywords: Keywords;
  /** `vars` of blocks and imports, outermost first. */
  readonly blockVars: readonly Layer[];
  /** Variables handed to includes: they beat `set_fact`. */
  readonly includeParams: readonly Layer[];
  /** The roles around this place, outermost first; the last is the role it belongs to. */
  readonly roles: readonly RoleUse[];
  /** The notify of the nearest block that has one. */
  readonly notify: Located | undefined;
  /** Whether a rescue section takes over a failure here. */
  readonly rescuable: boolean;
  /** Whether the statements are handlers. */
  readonly isHandler: boolean;
  /** The task file the statements are read from. */
  readonly file: string;
  /** How many includes the statements are within. */
  readonly includes: number;
}

/** The frame outside of everything in a file. */
export function emptyFrame(file: string): Frame {
  return {
    keywords: {},
    blockVars: [],
    includeParams: [],
    includes: 0,
    roles: [],
    notify: undefined,
    rescuable: false,
    isHandler: false,
    file,
  };
}

const adding = ['when', 'tags', 'environment', 'moduleDefaults'] as const;

/** The keywords of an inner place: its own over the inherited ones; conditions, tags and environments add up. */
export function inherit(outer: Keywords, own: Keywords): Keywords {
  const merged: Record<string, unknown> = { ...outer, ...own };
  for (const name of adding) {
    const both = [...(outer[name] ?? []), ...(own[name] ?? [])];
    if (both.length > 0) merged[name] = both;
  }
  delete merged['vars'];
  return merged as Keywords;
}

/** The frame inside a block or import. */
export function enter(frame: Frame, own: Keywords, more: Partial<Frame> = {}): Frame {
  const blockVars = own.vars === undefined ? frame.blockVars : [...frame.blockVars, own.vars];
  return { ...frame, blockVars, ...more, keywords: inherit(frame.keywords, own) };
}

/** The role a frame belongs to. */
export function roleOf(frame: Frame): RoleUse | undefined {
  return frame.roles.at(-1);
}

/** The frame of a role's tasks and handlers; a role use's `vars` are the role's, not a block's. */
export function roleFrame(frame: Frame, use: RoleUse): Frame {
  const { vars: _, ...keywords } = use.keywords;
  return enter(frame, keywords, { roles: [...frame.roles, use], file: `${use.role.path}/tasks/${use.tasksFrom}.yml` });
}
