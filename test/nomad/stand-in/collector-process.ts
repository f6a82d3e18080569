import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { droverCommand, repository } from '../../support/drover.ts';
import type { StartedCollector } from '../cluster.ts';
import { freePort } from '../free-port.ts';
import { tokenIn } from '../real-collector.ts';
import { Service } from '../service.ts';
import type { Tokens } from './tokens.ts';

export interface CollectorProcess extends StartedCollector {
  readonly service: Service;
}

/** Starts the collector with the rights of its job's policy at the stand-in. */
export async function startCollectorProcess(nomad: string, tokens: Tokens, directory: string): Promise<CollectorProcess> {
  tokens.putPolicy('drover-collector', readFileSync(join(repository, 'jobs/policies/collector.hcl'), 'utf8'));
  const { SecretID } = tokens.create({ Name: 'collector', Policies: ['drover-collector'] });
  const listen = `127.0.0.1:${await freePort()}`;
  const address = `http://${listen}`;
  const database = join(directory, 'collector.sqlite');
  const settings = [`NOMAD_TOKEN=${SecretID}`, `NOMAD_ADDR=${nomad}`, `DROVER_LISTEN=${listen}`, `DROVER_DATABASE=${database}`];
  const log = join(directory, 'collector.log');
  const service = await Service.start(log, ['env', ...settings, ...droverCommand, 'collector', 'serve'], async () => {
    return (await fetch(`${address}/healthz`).catch(() => undefined))?.ok === true;
  });
  return { address, token: tokenIn(readFileSync(log, 'utf8')), service };
}
