import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { droverCommand, repository } from '../../support/drover.ts';
import type { StartedCollector } from '../cluster.ts';
import { freePort } from '../free-port.ts';
import { isHealthy, tokenIn } from '../real-collector.ts';
import { Service } from '../service.ts';
import type { Tokens } from './tokens.ts';

/** Starts the collector with the rights of its job's policy at the stand-in. */
export async function startCollectorProcess(nomad: string, tokens: Tokens, directory: string): Promise<StartedCollector> {
  tokens.putPolicy('drover-collector', readFileSync(join(repository, 'jobs/policies/collector.hcl'), 'utf8'));
  const { SecretID } = tokens.create({ Name: 'collector', Policies: ['drover-collector'] });
  const listen = `127.0.0.1:${await freePort()}`;
  const address = `http://${listen}`;
  const database = join(directory, 'collector.sqlite');
  const settings = [`NOMAD_TOKEN=${SecretID}`, `NOMAD_ADDR=${nomad}`, `DROVER_LISTEN=${listen}`, `DROVER_DATABASE=${database}`];
  const log = join(directory, 'collector.log');
  let service: Service | undefined;
  const start = async (): Promise<void> => {
    const command = ['env', ...settings, ...droverCommand, 'collector', 'serve'];
    service = await Service.start(log, command, () => isHealthy(address));
  };
  const stop = async (): Promise<void> => service?.stop();
  await start();
  return { address, token: tokenIn(readFileSync(log, 'utf8')), start, stop };
}
