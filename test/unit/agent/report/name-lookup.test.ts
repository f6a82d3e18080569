import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { candidates, hostsEntries, type NameSources, nameLookup } from '../../../../src/agent/report/name-lookup.ts';
import { NameServer } from '../../../support/name-server.ts';

const addresses = { 'collector.example.org': '192.0.2.7', 'short.example.org': '192.0.2.8' };

describe('a name of the collector', () => {
  const server = new NameServer(addresses);
  let sources: NameSources;
  beforeAll(async () => {
    sources = {
      hosts: '# hosts\n127.0.0.1 localhost\n192.0.2.1\tmine mine.example.org # here\n2001:db8::1 Mine\n',
      servers: [await server.start()],
      search: ['nowhere.example.org', 'example.org'],
      dots: 1,
    };
  });
  afterAll(() => server.stop());

  const look = (name: string, all = true, given = sources) =>
    new Promise<string | LookupAddress[] | null>((resolve) => {
      nameLookup(given)(name, { all }, (error, address) => resolve(error === null ? address : (error.code ?? null)));
    });

  it('is looked up in the hosts file first, all of its addresses', async () => {
    expect(await look('mine')).toEqual([
      { address: '192.0.2.1', family: 4 },
      { address: '2001:db8::1', family: 6 },
    ]);
    expect(await look('MINE.example.org', false)).toBe('192.0.2.1');
    expect(server.asked).toEqual([]);
  });

  it('is asked of the name servers then', async () => {
    expect(await look('collector.example.org')).toEqual([{ address: '192.0.2.7', family: 4 }]);
    expect(server.asked.sort()).toEqual(['collector.example.org A', 'collector.example.org AAAA']);
  });

  it('is looked for in the search domains, one after the other', async () => {
    expect(await look('short')).toEqual([{ address: '192.0.2.8', family: 4 }]);
  });

  it('may be one that nobody knows', async () => {
    expect(await look('unknown.example.org')).toBe('ENOTFOUND');
    expect(await look('unknown.example.org', true, { ...sources, servers: ['127.0.0.1:9'] })).toBe('ENOTFOUND');
  });

  it('may be localhost, which needs no file', async () => {
    expect(await look('localhost', false, { ...sources, hosts: '' })).toBe('127.0.0.1');
  });

  it.each([
    ['collector', ['collector.a', 'collector.b', 'collector']],
    ['collector.service', ['collector.service', 'collector.service.a', 'collector.service.b']],
    ['collector.', ['collector.']],
  ])('stands for several: %s', (name, names) => {
    expect(candidates(name, ['a', 'b'], 1)).toEqual(names);
  });

  it('is none in what is no line of a hosts file', () => {
    expect(hostsEntries('junk\n\n#127.0.0.1 no\n999.1.1.1 no\n192.0.2.1\n')).toEqual(new Map());
  });
});
