import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Machines } from './machines.ts';

export interface Archives {
  /** Where they lie: the jobs' variable `archives`. */
  readonly address: string;
  close(): void;
}

/** Serves the file system of a commit's image as an archive, made as jobs/drover-raw.nomad.hcl says. */
export async function serveArchive({ docker, registry }: Machines, commit: string): Promise<Archives> {
  const image = `${registry.address}/drover:${commit}`;
  docker.run('pull', '--quiet', image);
  const id = docker.run('create', image).trim();
  const made = ['-c', 'docker --host "$0" export "$1" | gzip -1', docker.socket, id];
  const archive = execFileSync('sh', made, { maxBuffer: 2 ** 28 });
  docker.run('rm', id);
  const server = createServer((request, response) => {
    const isThere = request.url === `/drover-${commit}.tar.gz`;
    response.writeHead(isThere ? 200 : 404).end(isThere && request.method === 'GET' ? archive : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}
