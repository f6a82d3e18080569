import { describe, expect, it } from 'vitest';
import { type Dict, Verbatim } from '../../../src/core/value/types.ts';
import { KnownFacts } from '../../../src/engine/known-facts.ts';

function snapshot(facts: Readonly<Record<string, unknown>>, read: string[] = []) {
  return {
    get: (name: string) => {
      read.push(name);
      return facts[name];
    },
    names: () => Object.keys(facts),
  };
}

describe('what is known of a host', () => {
  it('is read when it is asked for, and once', () => {
    const read: string[] = [];
    const known = new KnownFacts();
    known.gather(snapshot({ ansible_kernel: '6.1', ansible_mounts: [] }, read));
    expect(read).toEqual([]);
    expect([known.get('ansible_kernel'), known.get('ansible_kernel'), known.all.get('kernel')]).toEqual(['6.1', '6.1', '6.1']);
    expect(read).toEqual(['ansible_kernel']);
  });

  it('is by each name what came last', () => {
    const known = new KnownFacts();
    known.gather(snapshot({ ansible_kernel: '6.1', ansible_system: 'Linux' }));
    known.learn(new Map([['ansible_kernel', 'mine']]));
    expect([known.get('ansible_kernel'), known.get('ansible_system')]).toEqual(['mine', 'Linux']);
    known.gather(snapshot({ ansible_kernel: '6.2' }));
    expect([known.get('ansible_kernel'), known.get('ansible_system')]).toEqual(['6.2', 'Linux']);
  });

  it('is in ansible_facts without ansible_, but for ansible_local', () => {
    const known = new KnownFacts();
    known.gather(snapshot({ ansible_kernel: '6.1', ansible_local: { a: 1 }, gather_subset: ['all'] }));
    known.learn(new Map([['packages', new Map()]]));
    expect([...known.all.keys()].sort()).toEqual(['ansible_local', 'gather_subset', 'kernel', 'packages']);
    expect(['ansible_kernel', 'local'].map((name) => known.all.get(name))).toEqual([undefined, undefined]);
    expect(known.all.get('ansible_local')).toEqual(new Map([['a', 1]]));
  });

  it('outlives a run as far as tasks set it; what is gathered is gathered anew', () => {
    let kept: Dict | undefined;
    const cache = {
      read: () => kept,
      write: (facts: Dict) => {
        kept = new Map(facts);
      },
    };
    const first = new KnownFacts(cache, () => snapshot({ ansible_kernel: '6.0' }));
    first.learn(new Map([['mine', new Verbatim('{{ x }}')]]));
    first.gather(snapshot({ ansible_kernel: '6.1' }));
    expect(kept).toEqual(
      new Map<string, unknown>([
        ['mine', '{{ x }}'],
        ['_ansible_facts_gathered', true],
      ]),
    );
    const second = new KnownFacts(cache, () => snapshot({ ansible_kernel: '6.2' }));
    expect([second.get('mine'), second.get('ansible_kernel'), second.isGathered]).toEqual(['{{ x }}', '6.2', true]);
    second.clear();
    expect(kept).toEqual(new Map());
    expect(new KnownFacts(cache).get('mine')).toBeUndefined();
  });

  it('is nothing before anything was gathered, and after clear_facts', () => {
    const known = new KnownFacts();
    expect([...known.all.keys()]).toEqual([]);
    known.gather(snapshot({ ansible_kernel: '6.1' }));
    known.clear();
    expect([...known.names()]).toEqual([]);
  });
});
