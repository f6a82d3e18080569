import { isIP } from 'node:net';
import type { HostReader } from '../../core/host.ts';

export interface Attempt {
  readonly host: string;
  readonly port: number;
  /** Milliseconds for the connection. */
  readonly timeout: number;
  /** What has to be in the data that is sent; any connection will do when absent. */
  readonly wants: ((data: string) => boolean) | undefined;
  /** Milliseconds for that data. */
  readonly patience: number;
}

/** Whether a TCP connection can be made, and sends what is wanted. */
export async function connects({ host, port, timeout, wants, patience }: Attempt): Promise<boolean> {
  const { connect } = await import('node:net');
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let data = '';
    const end = (isReached: boolean): void => {
      socket.destroy();
      resolve(isReached);
    };
    socket.setTimeout(Math.max(1, timeout), () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('connect', () => {
      if (wants === undefined) end(true);
      else socket.setTimeout(Math.max(1, patience));
    });
    socket.on('data', (chunk) => {
      data += chunk.toString('utf8');
      if (wants?.(data) === true) end(true);
    });
  });
}

/**
 * The address of a name: itself, from the host's /etc/hosts, or from its name servers. The system's resolver is not
 * asked: within a chroot it would load the host's libraries.
 */
export async function addressOf(reader: HostReader, name: string): Promise<string | undefined> {
  if (isIP(name) !== 0) return name;
  const listed = reader.stat('/etc/hosts') === undefined ? undefined : hostsEntry(reader.readText('/etc/hosts'), name);
  if (listed !== undefined) return listed;
  if (name === 'localhost') return '127.0.0.1';
  const { resolve4, resolve6 } = await import('node:dns/promises');
  for (const resolve of [resolve4, resolve6]) {
    const [address] = await resolve(name).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error) return [];
      throw error;
    });
    if (address !== undefined) return address;
  }
  return undefined;
}

/** The first address that /etc/hosts gives for a name. */
export function hostsEntry(text: string, name: string): string | undefined {
  for (const line of text.split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (names.includes(name)) return address;
  }
  return undefined;
}
