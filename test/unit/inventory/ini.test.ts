import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../src/core/diagnostic.ts';
import { repr } from '../../../src/core/value/text.ts';
import { listInventory } from '../../../src/inventory/list-inventory.ts';
import { open, opened } from './support.ts';

const list = (text: string): string => repr(listInventory(opened({ hosts: text })));

describe('an INI inventory', () => {
  it.each([
    [
      'hosts without a group are ungrouped',
      'a\n[g]\nb\n',
      "{'all': {'children': ['ungrouped', 'g']}, 'ungrouped': {'hosts': ['a']}, 'g': {'hosts': ['b']}",
    ],
    [
      'ranges with padding, steps and letters',
      '[g]\nn[01:03]-[a:c:2]\n',
      "'g': {'hosts': ['n01-a', 'n01-c', 'n02-a', 'n02-c', 'n03-a', 'n03-c']}",
    ],
    ['children named before their section', '[p:children]\nc\n[c]\nh\n[p:vars]\nx=1\n', "{'hostvars': {'h': {'x': 1}}}"],
    ['a port behind the name', 'h:2222\n', "{'hostvars': {'h': {'ansible_port': 2222}}}"],
    ['comments and quotes', 'h a="x # y" b=2 # c=3\n; d\n', "{'hostvars': {'h': {'a': 'x # y', 'b': 2}}}"],
    ['the last of equal variables', 'h a=1\n[g]\nh a=2\n', "{'hostvars': {'h': {'a': 2}}}"],
    ['a range that ends before it begins as nothing', '[g]\nh[5:1]\n', "{'all': {'children': ['ungrouped', 'g']}"],
  ])('reads %s', (_, text, wanted) => {
    expect(list(text)).toContain(wanted);
  });

  it.each([
    ['[p:children]\nnope\n', 'hosts:2:1: INVENTORY_INVALID: Cannot add the group "nope" to "p": there is no such group'],
    ['[p:vars]\na=1\n', 'hosts:1:2: INVENTORY_INVALID: Cannot set variables of the group "p": there is no such group'],
    ['[g:nosuch]\n', 'hosts:1:4: INVENTORY_INVALID: Cannot read the section "[g:nosuch]": "nosuch" is no kind of section'],
    ['[a b]\nh\n', 'hosts:1:1: INVENTORY_INVALID: Cannot read the section "[a b]": its name has a character that is not allowed'],
    ['h1 novalue\n', 'hosts:1:4: INVENTORY_INVALID: Cannot read "novalue": behind a host come its variables, as name=value'],
    ['  h[1:]\n', 'hosts:1:3: INVENTORY_INVALID: Cannot expand the hosts "h[1:]": the range "[1:]" has no end'],
    [
      'h[01:100]\n',
      'hosts:1:1: INVENTORY_INVALID: Cannot expand the hosts "h[01:100]": the ends of the range "[01:100]" differ in length',
    ],
    ['h1 a="x\n', 'hosts:1:1: INVENTORY_INVALID: Cannot read the host line "h1 a="x": a quote is never closed'],
    ['[a:children]\na\n', 'hosts:2:1: INVENTORY_INVALID: Cannot add the group "a" to itself: a group holds other groups'],
    [
      '[a:children]\nb\n[b:children]\na\n',
      'hosts:4:1: INVENTORY_INVALID: Cannot add the group "a" to "b": "b" is below "a" already',
    ],
    [
      '[p:children]\na x=1\n[a]\nh\n',
      'hosts:2:1: INVENTORY_INVALID: Cannot read "a x=1": a section of children lists group names',
    ],
    [
      '[g]\nh\n[g:vars]\nword\n',
      'hosts:4:1: INVENTORY_INVALID: Cannot read "word": a section of variables has "name=value" lines',
    ],
    [
      '#!/bin/sh\necho {}\n',
      'hosts:1:1: UNSUPPORTED: Cannot use the inventory "hosts": programs that print an inventory are not supported',
    ],
  ])('refuses %j at its place', (text, message) => {
    const { inventory, found } = open({ hosts: text });
    expect(inventory).toBeUndefined();
    expect(found.map((diagnostic) => formatDiagnostic({ ...diagnostic, hint: undefined }, () => undefined))).toEqual([message]);
  });

  it('reads ten thousand hosts of a range', () => {
    const inventory = opened({ hosts: '[g]\nnode[1:10000] a=1\n' });
    expect(inventory.hosts.size).toBe(10_000);
    expect(inventory.match('node9999')).toEqual(['node9999']);
  });

  it('refuses a range that would fill the memory', () => {
    expect(open({ hosts: 'h[1:9999999999]\n' }).found).toMatchObject([
      { message: expect.stringContaining('more than 1000000 hosts') },
    ]);
  });
});
