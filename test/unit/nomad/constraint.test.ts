import { describe, expect, it } from 'vitest';
import { fitsConstraint } from '../../../src/nomad/constraint.ts';
import type { Node } from '../../../src/nomad/documents.ts';

const node = {
  ID: 'id-1',
  Name: 'node1',
  Datacenter: 'dc1',
  NodePool: 'edge',
  NodeClass: 'big',
  Attributes: { 'kernel.name': 'linux', 'cpu.numcores': '8', 'os.version': '12' },
  Meta: { rack: 'r2', roles: 'web, db' },
} as unknown as Node;

describe('A constraint', () => {
  it.each([
    ['attr.kernel.name', '=', 'linux', true],
    ['attr.kernel.name', '', 'linux', true],
    ['attr.kernel.name', 'is', 'windows', false],
    ['attr.none', '=', '', false],
    ['attr.none', '!=', 'x', true],
    ['meta.rack', 'not', 'r2', false],
    ['node.unique.name', '==', 'node1', true],
    ['node.unique.id', '=', 'id-1', true],
    ['node.datacenter', '=', 'dc1', true],
    ['node.class', '=', 'big', true],
    ['node.pool', '=', 'edge', true],
    ['attr.cpu.numcores', '>=', '8', true],
    ['attr.cpu.numcores', '>', '10', false],
    ['attr.cpu.numcores', '<', '10', true],
    ['meta.rack', '<', 'r3', true],
    ['attr.none', '<', '10', false],
    ['meta.rack', 'is_set', '', true],
    ['meta.none', 'is_set', '', false],
    ['meta.none', 'is_not_set', '', true],
    ['meta.rack', 'regexp', '^r[12]$', true],
    ['meta.rack', 'regexp', '^r[34]$', false],
    ['meta.rack', 'regexp', '(?P<x>', undefined],
    ['meta.roles', 'set_contains', 'db,web', true],
    ['meta.roles', 'set_contains_all', 'db,mail', false],
    ['meta.roles', 'set_contains_any', 'db,mail', true],
    ['attr.os.version', 'version', '>= 11', undefined],
    ['plain', 'distinct_hosts', 'true', undefined],
    ['plain', '=', 'plain', true],
    ['unknown.thing', 'is_set', '', false],
  ])('%s %s "%s" fits: %s', (target, Operand, RTarget, fits) => {
    // Nomad's way to write what is not plain.
    const LTarget = target === 'plain' ? target : `\${${target}}`;
    expect(fitsConstraint({ LTarget, Operand, RTarget }, node)).toBe(fits);
  });
});
