import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apply, type Run } from '../support/drover.ts';
import { copyHostRoot, makeHostRoot, missingForHostRoots, removeHostRoot } from '../support/host-root.ts';

const missing = missingForHostRoots();
if (missing !== undefined) console.warn(`\nNOT TESTED, what the roles take care of: ${missing} is missing\n`);

let converged = '';
let root = '';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const program = (path: string, script: string): void => {
  rmSync(join(root, path), { force: true });
  writeFileSync(join(root, path), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
};
const variables = (values: object): string[] => ['-e', JSON.stringify(values)];
const failure = (run: Run): string | undefined => run.tasks.find(({ result }) => result === 'failed')?.task;
/** What the services did since the first run. */
const services = (): string[] => read('var/db/sv-stub/log').trim().split('\n').slice(5);

describe.skipIf(missing !== undefined)('What the roles take care of', () => {
  beforeAll(async () => {
    converged = makeHostRoot();
    expect((await apply(converged, 'node1')).code).toBe(0);
  });
  afterAll(() => removeHostRoot(converged));
  beforeEach(() => {
    root = copyHostRoot(converged);
  });
  afterEach(() => removeHostRoot(root));

  it.each([
    ['a brace is missing', { nomad_extra_config: 'telemetry {' }, 'etc/nomad.d/10-base.hcl', 'Configure the agent'],
    ['a brace is missing', { nomad_client_extra_config: 'client {' }, 'etc/nomad.d/20-client.hcl', 'Configure the client'],
  ])('nomad keeps its configuration where %s in the new one', async (_why, values, file, task) => {
    const before = read(file);
    const run = await apply(root, 'node1', ...variables(values));
    expect([run.code, failure(run)]).toEqual([4, task]);
    expect(read(file)).toBe(before);
    expect(services()).toEqual([]);
  });

  it('nomad takes a configuration that its own program accepts, and restarts', async () => {
    const run = await apply(root, 'node1', ...variables({ nomad_log_level: 'DEBUG' }));
    expect(run.code, run.stderr).toBe(0);
    expect(read('etc/nomad.d/10-base.hcl')).toContain('log_level  = "DEBUG"');
    expect(services()).toEqual(['restart nomad']);
  });

  // The second of the two new servers is silent.
  const answers = 'case $2 in 192.0.2.11) echo answered ;; *) exit 1 ;; esac';
  it.each([
    ['all', ['192.0.2.11'], true],
    ['all', ['192.0.2.11', '192.0.2.12'], false],
    ['any', ['192.0.2.11', '192.0.2.12'], true],
    ['any', ['192.0.2.12'], false],
    ['none', ['192.0.2.12'], true],
  ])('a resolver that has to be verified by %s of %j: switched is %s', async (verify, servers, switched) => {
    program('usr/bin/nslookup', answers);
    const before = read('etc/resolv.conf');
    const run = await apply(root, 'node1', ...variables({ dns_servers: servers, dns_verify: verify }));
    expect(failure(run)).toBe(switched ? undefined : 'Configure the resolver');
    expect(read('etc/resolv.conf') !== before).toBe(switched);
  });

  it('docker is reloaded for a setting that it takes over while it runs', async () => {
    const run = await apply(root, 'node1', ...variables({ docker_reload_config: { debug: true } }));
    expect(run.code, run.stderr).toBe(0);
    expect(services()).toEqual(['signal reload docker']);
  });

  it('docker is reloaded, asked, and then restarted for a setting that it reads at its start', async () => {
    program('usr/bin/docker', 'echo asked >>/var/db/asked; [ "$(wc -l </var/db/asked)" -gt 1 ] && echo true || echo false');
    const run = await apply(root, 'node1', ...variables({ docker_restart_config: { ipv6: true }, docker_live: true }));
    expect(run.code, run.stderr).toBe(0);
    expect(read('var/db/asked')).toBe('asked\nasked\n');
    expect(services()).toEqual(['signal reload docker', 'restart docker']);
    expect(JSON.parse(read('etc/docker/daemon.json'))).toMatchObject({ 'live-restore': true, ipv6: true });
  });

  it('docker is not configured to lose its containers', async () => {
    const before = read('etc/docker/daemon.json');
    const run = await apply(root, 'node1', ...variables({ docker_reload_config: { 'live-restore': false } }));
    expect([run.code, failure(run)]).toEqual([4, 'Keep containers over a restart']);
    expect(read('etc/docker/daemon.json')).toBe(before);
  });

  it('sudoers that visudo refuses are not installed', async () => {
    program('usr/bin/visudo', 'exit 1');
    const before = read('etc/sudoers.d/50-operators');
    const run = await apply(root, 'node1', ...variables({ ssh_keys_group: 'crew', ssh_keys_gid: 2100 }));
    expect([run.code, failure(run)]).toEqual([4, 'Let the operators become root']);
    expect(read('etc/sudoers.d/50-operators')).toBe(before);
  });
});
