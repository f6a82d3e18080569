import { createSocket, type Socket } from 'node:dgram';

/** A name server on loopback that knows the IPv4 addresses it is given, and of nothing else. */
export class NameServer {
  readonly asked: string[] = [];
  readonly #addresses: Readonly<Record<string, string>>;
  #socket: Socket | undefined;

  constructor(addresses: Readonly<Record<string, string>>) {
    this.#addresses = addresses;
  }

  /** @returns its address with its port */
  async start(address = '127.0.0.1', port = 0): Promise<string> {
    const socket = createSocket('udp4');
    this.#socket = socket;
    socket.on('message', (query, from) => socket.send(this.#answer(query), from.port, from.address));
    await new Promise<void>((resolve) => socket.bind(port, address, resolve));
    return `${address}:${socket.address().port}`;
  }

  stop(): void {
    this.#socket?.close();
  }

  /** The header (RFC 1035, 4.1.1), the question as it came, and one record or none. */
  #answer(query: Buffer): Buffer {
    const labels: string[] = [];
    let at = 12;
    for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length));
      at += length + 1;
    }
    const name = labels.join('.');
    const isIpv4 = query.readUInt16BE(at + 1) === 1;
    this.asked.push(`${name} ${isIpv4 ? 'A' : 'AAAA'}`);
    const address = this.#addresses[name];
    const isFound = address !== undefined && isIpv4;
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(address === undefined ? 0x8183 : 0x8180, 2);
    header.fill(0, 6);
    header.writeUInt16BE(isFound ? 1 : 0, 6);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...(address ?? '').split('.').map(Number)]);
    return Buffer.concat([header, query.subarray(12, at + 5), ...(isFound ? [record] : [])]);
  }
}
