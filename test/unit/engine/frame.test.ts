import { describe, expect, it } from 'vitest';
import { enter, type Frame, inherit, roleFrame, roleOf } from '../../../src/engine/frame.ts';
import type { RoleUse } from '../../../src/language/ast.ts';
import { located } from './support.ts';

const top: Frame = {
  keywords: { become: located(true), tags: [located('a')], when: [located('one')] },
  blockVars: [],
  includeParams: [],
  includes: 0,
  roles: [],
  notify: undefined,
  rescuable: false,
  isHandler: false,
  file: 'site.yml',
};
const use = {
  name: 'r',
  tasksFrom: 'other',
  role: { path: 'roles/r' },
  keywords: { vars: new Map([['v', 1]]) },
} as unknown as RoleUse;

describe('keywords', () => {
  it('add up where they are conditions, tags, environments or module defaults', () => {
    const inner = inherit(top.keywords, { tags: [located('b')], when: [located('two')], environment: [located('e')] });
    expect(inner.tags?.map(({ value }) => value)).toEqual(['a', 'b']);
    expect(inner.when?.map(({ value }) => value)).toEqual(['one', 'two']);
    expect(inner.environment?.map(({ value }) => value)).toEqual(['e']);
  });

  it('are the innermost of all others', () => {
    expect(inherit(top.keywords, {}).become?.value).toBe(true);
    expect(inherit(top.keywords, { become: located(false) }).become?.value).toBe(false);
  });
});

describe('a frame', () => {
  it('keeps the variables of blocks from the outside in', () => {
    const outer = enter(top, { vars: new Map([['v', 'outer']]) });
    const inner = enter(outer, { vars: new Map([['v', 'inner']]) });
    expect(inner.blockVars.map((layer) => layer.get('v'))).toEqual(['outer', 'inner']);
    expect(inner.keywords.vars).toBeUndefined();
  });

  it("of a role has its task file, and the role's variables are not a block's", () => {
    const frame = roleFrame(top, use);
    expect(frame).toMatchObject({ file: 'roles/r/tasks/other.yml', blockVars: [] });
    expect(roleOf(frame)?.name).toBe('r');
    expect(roleOf(top)).toBeUndefined();
  });
});
