import { describe, expect, it } from 'vitest';
import { planDispatch } from '../../../src/release/plan-dispatch.ts';
import type { RoleUsers } from '../../../src/release/role-users.ts';

/** Roles by name with those that use them. */
function users(
  by: Readonly<Record<string, readonly string[]>>,
  dispatchable = Object.keys(by),
  outside: readonly string[] = [],
): RoleUsers {
  return {
    names: new Map(dispatchable.map((name) => [`roles/${name}`, name])),
    users: (folder) => new Set((by[folder.slice(6)] ?? []).map((name) => `roles/${name}`)),
    isUsedOutside: (folder) => outside.includes(folder.slice(6)),
  };
}

function plan(
  wanted: { roles?: string[]; variablesOf?: string[]; everything?: boolean },
  graph: RoleUsers,
  known: readonly string[] = ['node1', 'web'],
) {
  const { roles = [], variablesOf = [], everything = false } = wanted;
  const touched = { everything, roles: new Set(roles.map((name) => `roles/${name}`)), variablesOf: new Set(variablesOf) };
  return planDispatch(touched, graph, (name) => known.includes(name));
}
const all = { roles: undefined, limit: undefined };

describe('A plan', () => {
  it('dispatches the roles that changed, by name', () => {
    expect(plan({ roles: ['b', 'a'] }, users({ a: [], b: [], c: [] }))).toEqual({ roles: ['a', 'b'], limit: undefined });
  });

  it('takes along what uses them, however far', () => {
    expect(plan({ roles: ['a'] }, users({ a: ['b'], b: ['c'], c: [], d: [] }))).toEqual({
      roles: ['a', 'b', 'c'],
      limit: undefined,
    });
  });

  it('ends where roles use each other', () => {
    expect(plan({ roles: ['a'] }, users({ a: ['b'], b: ['a'] }))).toEqual({ roles: ['a', 'b'], limit: undefined });
  });

  it('names only roles that a dispatch may ask for', () => {
    expect(plan({ roles: ['inner'] }, users({ inner: ['outer'], outer: [] }, ['outer']))).toEqual({
      roles: ['outer'],
      limit: undefined,
    });
    expect(plan({ roles: ['unused'] }, users({}, []))).toBeUndefined();
  });

  it('is everything where a playbook itself includes the role', () => {
    expect(plan({ roles: ['a'] }, users({ a: [] }, ['a'], ['a']))).toEqual(all);
    expect(plan({ roles: ['a'] }, users({ a: ['b'], b: [] }, ['a', 'b'], ['b']))).toEqual(all);
  });

  it('runs everything on hosts and groups whose variables changed, if there are any', () => {
    expect(plan({ variablesOf: ['web', 'node1', 'gone'] }, users({}))).toEqual({ roles: undefined, limit: 'node1,web' });
    expect(plan({ variablesOf: ['gone'] }, users({}))).toBeUndefined();
  });

  it('is everything where both roles and variables changed, of which no one dispatch can be cut out', () => {
    expect(plan({ roles: ['a'], variablesOf: ['node1'] }, users({ a: [] }))).toEqual(all);
    expect(plan({ roles: ['a'], variablesOf: ['gone'] }, users({ a: [] }))).toEqual({ roles: ['a'], limit: undefined });
    expect(plan({ roles: ['a'], variablesOf: ['node1'], everything: true }, users({ a: [] }))).toEqual(all);
  });

  it('is empty where nothing is touched', () => {
    expect(plan({}, users({ a: [] }))).toBeUndefined();
  });
});
