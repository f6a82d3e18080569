import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { Service } from './service.ts';

export interface Registry {
  /** `127.0.0.1:PORT`: of the loopback, so that Docker takes plain HTTP from it. */
  readonly address: string;
  readonly service: Service;
}

/** Starts Debian's docker-registry, which keeps what it is given below `directory`. */
export async function startRegistry(directory: string): Promise<Registry> {
  const address = `127.0.0.1:${await freePort()}`;
  const configuration = {
    version: '0.1',
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: join(directory, 'blobs') }, delete: { enabled: true } },
    http: { addr: address },
  };
  const file = join(directory, 'registry.yml');
  writeFileSync(file, JSON.stringify(configuration));
  const service = await Service.start(join(directory, 'log'), ['docker-registry', 'serve', file], async () => {
    const answer = await fetch(`http://${address}/v2/`).catch(() => undefined);
    return answer?.ok === true;
  });
  return { address, service };
}
