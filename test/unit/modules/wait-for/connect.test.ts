import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { addressOf, connects, hostsEntry } from '../../../../src/modules/wait-for/connect.ts';
import { emptyHost } from '../../../support/memory-host.ts';

async function serving(sends: string, use: (port: number) => Promise<void>): Promise<void> {
  const server = createServer((socket) => {
    // The client hangs up when it has seen enough.
    socket.on('error', () => undefined);
    socket.end(sends);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await use(typeof address === 'object' && address !== null ? address.port : 0);
  await new Promise((resolve) => server.close(resolve));
}

describe('connects', () => {
  const attempt = { host: '127.0.0.1', timeout: 1000, patience: 500 };

  it('is true for an open port and for what it sends', async () => {
    await serving('220 ready\n', async (port) => {
      expect(await connects({ ...attempt, port, wants: undefined })).toBe(true);
      expect(await connects({ ...attempt, port, wants: (data) => data.includes('ready') })).toBe(true);
      expect(await connects({ ...attempt, port, wants: (data) => data.includes('other') })).toBe(false);
    });
  });

  it('is false for a closed port', async () => {
    let closed = 0;
    await serving('', async (port) => {
      closed = port;
    });
    expect(await connects({ ...attempt, port: closed, wants: undefined })).toBe(false);
  });
});

describe('addressOf', () => {
  it("finds a name in the host's /etc/hosts", async () => {
    const host = emptyHost({ files: { '/etc/hosts': '127.0.0.1 localhost\n10.0.0.1 node1 n1 # first\n' } });
    expect(await addressOf(host, 'n1')).toBe('10.0.0.1');
    expect(await addressOf(host, '::1')).toBe('::1');
    expect(await addressOf(emptyHost(), 'localhost')).toBe('127.0.0.1');
  });

  it('takes no name out of a comment', () => {
    expect(hostsEntry('10.0.0.1 node1 # first\n', 'first')).toBeUndefined();
  });
});
