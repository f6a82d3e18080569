import { describe, expect, it } from 'vitest';
import { type LayerName, type Layers, precedence, Scope } from '../../../src/engine/scope.ts';

const layer = (value: string) => new Map([['x', value]]);

describe('a scope', () => {
  it.each(precedence.slice(1).map((name, i) => [name, precedence[i] as LayerName] as const))(
    'reads %s before %s',
    (stronger, weaker) => {
      const layers: Layers = { [stronger]: [layer(stronger)], [weaker]: [layer(weaker)] };
      expect(new Scope(layers).get('x')).toBe(stronger);
    },
  );

  it('reads the last of the layers of one name first', () => {
    expect(new Scope({ block: [layer('outer'), layer('inner')] }).get('x')).toBe('inner');
  });

  it('falls back to weaker layers, and knows every name once', () => {
    const scope = new Scope({ inventory: [new Map([['y', 1]]), layer('a')], extra: [layer('b')] });
    expect(scope.get('y')).toBe(1);
    expect(scope.get('z')).toBeUndefined();
    expect([...scope.names()].sort()).toEqual(['x', 'y']);
  });
});
