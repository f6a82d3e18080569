import { describe, expect, it } from 'vitest';
import { countConnections } from '../../../../src/modules/wait-for/connections.ts';

// cat /proc/net/tcp, Linux 6.1, cut to the first four columns
const table = `  sl  local_address rem_address   st
   0: 0100007F:1F90 00000000:0000 0A
   1: 0100007F:1F90 0100007F:C350 01
   2: 0100007F:1F90 0200000A:C351 06
   3: 00000000:0016 0100007F:C352 01`;

const states = ['ESTABLISHED', 'TIME_WAIT'];

describe('countConnections', () => {
  it('counts the connections of a port in the states asked for, not its listener', () => {
    expect(countConnections(table, { address: '127.0.0.1', port: 8080, states, excluded: [] })).toBe(2);
    expect(countConnections(table, { address: '127.0.0.1', port: 8080, states: ['TIME_WAIT'], excluded: [] })).toBe(1);
  });

  it('leaves out excluded hosts and other addresses', () => {
    expect(countConnections(table, { address: '127.0.0.1', port: 8080, states, excluded: ['10.0.0.2'] })).toBe(1);
    expect(countConnections(table, { address: '10.0.0.1', port: 8080, states, excluded: [] })).toBe(0);
  });

  it('takes a port on every address for any', () => {
    expect(countConnections(table, { address: '10.0.0.1', port: 22, states, excluded: [] })).toBe(1);
  });

  it('knows IPv6 addresses, and IPv4 ones within', () => {
    const six = '   0: 00000000000000000000000001000000:0016 0000000000000000FFFF00000200000A:C350 01';
    expect(countConnections(six, { address: '::1', port: 22, states, excluded: [] })).toBe(1);
    expect(countConnections(six, { address: '::1', port: 22, states, excluded: ['10.0.0.2'] })).toBe(0);
  });
});
