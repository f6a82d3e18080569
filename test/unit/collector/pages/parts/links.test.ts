import { expect, it } from 'vitest';
import { links } from '../../../../../src/collector/pages/parts/links.ts';

it('leaves out what is not given', () => {
  expect(links.hosts()).toBe('/');
  expect(links.hosts({ state: undefined, search: '' })).toBe('/');
  expect(links.runs({ host: 'a', check: false })).toBe('/runs?host=a&check=false');
});

it('keeps the filter for the next page', () => {
  expect(links.hosts({ state: 'in-sync', search: 'web' }, 'c1')).toBe('/?state=in-sync&search=web&cursor=c1');
  expect(links.runs({ commit: 'abc' }, 'a b')).toBe('/runs?commit=abc&cursor=a+b');
});

it('makes one part of the path of any name', () => {
  expect(links.host('a/b?c#d e%')).toBe('/hosts/a%2Fb%3Fc%23d%20e%25');
  expect(links.task('r/1', 7)).toBe('/runs/r%2F1/tasks/7');
  expect(links.compare('a&b', 'c')).toBe('/compare?a=a%26b&b=c');
});
