import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentVault } from '../../../src/cli/agent-vault.ts';
import { vaultVariable } from '../../../src/nomad/vault-variable.ts';

let secrets: string;
let server: Server;
let asked: { url: string | undefined; token: unknown }[];

/** Nomad's task API; answers as Nomad 2.0.6 does. */
beforeEach(async () => {
  secrets = mkdtempSync(join(tmpdir(), 'secrets-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push({ url: request.url, token: request.headers['x-nomad-token'] });
    const path = request.url?.replace(/\?.*/, '');
    if (path === '/v1/var/nomad/jobs/drover') {
      response.end(
        JSON.stringify({ Path: 'nomad/jobs/drover', Items: { vault_password: 'secret\n', vault_password_lab: 'other', x: 'y' } }),
      );
    } else if (path === '/v1/var/nomad/jobs/bare') response.end(JSON.stringify({ Items: { password: 'x' } }));
    else response.writeHead(404).end('variable not found');
  });
  await new Promise<void>((resolve) => server.listen(join(secrets, 'api.sock'), resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(secrets, { recursive: true });
});

const environment = () => ({ NOMAD_SECRETS_DIR: secrets });

describe('a Nomad Variable', () => {
  it("gives passwords through the task's socket, with the task's identity", async () => {
    writeFileSync(join(secrets, 'nomad_drover.jwt'), 'for the collector\n');
    writeFileSync(join(secrets, 'nomad_token'), 'identity\n');
    expect(await vaultVariable('nomad/jobs/drover', environment())).toEqual([
      { id: undefined, password: 'secret' },
      { id: 'lab', password: 'other' },
    ]);
    expect(asked).toEqual([{ url: '/v1/var/nomad/jobs/drover?namespace=default', token: 'identity' }]);
  });

  it('is read with the identity for the collector where the task has no other', async () => {
    writeFileSync(join(secrets, 'nomad_drover.jwt'), 'for the collector\n');
    await vaultVariable('nomad/jobs/drover', environment());
    expect(asked.map(({ token }) => token)).toEqual(['for the collector']);
  });

  it('says what is missing', async () => {
    await expect(vaultVariable('nomad/jobs/drover', environment())).rejects.toThrow('the task has no workload identity');
    writeFileSync(join(secrets, 'nomad_token'), 'identity');
    await expect(vaultVariable('nomad/jobs/bare', environment())).rejects.toThrow('it has no item vault_password');
    await expect(vaultVariable('nomad/jobs/gone', environment())).rejects.toThrow(
      'Cannot read the Nomad Variable "nomad/jobs/gone": variable not found',
    );
  });

  it('stops no agent that does without', async () => {
    const warnings: string[] = [];
    const warn = (message: string) => void warnings.push(message);
    expect(await agentVault({}, warn)).toMatchObject({ secrets: [] });
    const choice = await agentVault({ ...environment(), DROVER_VAULT_VARIABLE: 'nomad/jobs/drover' }, warn);
    expect(choice.missing).toContain('no workload identity');
    expect(warnings).toEqual([choice.missing]);
  });
});
