import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Docker that the tests may use: the machine's own where it answers, else a daemon of their own. */
export interface Docker {
  run(...args: readonly string[]): { readonly code: number | null; readonly output: string };
  stop(): Promise<void>;
}

const answers = (environment: NodeJS.ProcessEnv): boolean =>
  spawnSync('docker', ['info'], { env: environment, stdio: 'ignore' }).status === 0;

const client = (environment: NodeJS.ProcessEnv): Docker['run'] => {
  return (...args) => {
    const { status, stdout, stderr } = spawnSync('docker', args, { env: environment, encoding: 'utf8', maxBuffer: 2 ** 28 });
    return { code: status, output: stdout + stderr };
  };
};

/** What is missing for a Docker here, in a person's words; undefined when nothing is known to be. */
export function missingForDocker(): string | undefined {
  if (process.getuid?.() !== 0) return 'root';
  for (const program of ['docker', 'buildah']) {
    if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0) return program;
  }
  return undefined;
}

/**
 * Gives the Docker that answers, or starts one without iptables and bridge, which test machines often forbid.
 * @returns the last lines of the daemon's log where it cannot be started
 */
export async function startDocker(): Promise<Docker | string> {
  if (answers(process.env)) return { run: client(process.env), stop: async () => undefined };
  if (!existsSync('/usr/sbin/dockerd') && !existsSync('/usr/bin/dockerd')) return 'there is no dockerd';
  const folder = mkdtempSync(join(tmpdir(), 'drover-docker.'));
  const socket = `unix://${folder}/sock`;
  const places = ['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`, '--pidfile', `${folder}/pid`, '-H', socket];
  const command = `exec dockerd "$@" >${folder}/log 2>&1`;
  const plain = ['--storage-driver', 'vfs', '--iptables=false', '--bridge=none'];
  const daemon = spawn('sh', ['-c', command, 'sh', ...places, ...plain], { stdio: 'ignore' });
  const gone = new Promise((resolve) => daemon.once('exit', resolve));
  const environment = { ...process.env, DOCKER_HOST: socket };
  const stop = async (): Promise<void> => {
    daemon.kill();
    await gone;
    leaveNoMounts(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 100 && daemon.exitCode === null; tries++) {
    if (answers(environment)) return { run: client(environment), stop };
    await sleep(300);
  }
  const log = readFileSync(`${folder}/log`, 'utf8').trim().split('\n').slice(-3).join('\n');
  await stop();
  return log;
}

/** The daemon binds its data directory to itself and leaves that so. */
function leaveNoMounts(folder: string): void {
  const places = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
  for (const place of places.filter((each) => each.startsWith(`${folder}/`)).reverse()) execFileSync('umount', [place]);
}

/** Brings an image of buildah's store into Docker's, by way of an archive. */
export function loadImage(docker: Docker, tag: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'drover-image.'));
  try {
    execFileSync('buildah', ['push', '--quiet', tag, `docker-archive:${folder}/image.tar:${tag}`], { stdio: 'ignore' });
    const loaded = docker.run('load', '--quiet', '--input', `${folder}/image.tar`);
    if (loaded.code !== 0) throw new Error(`docker load: ${loaded.output}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
