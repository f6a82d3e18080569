import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../build/repository.ts';
import { type Counts, type Suite, skip } from './suite.ts';

const version = '4.32.5';

/** The same examples in each run; `DROVER_SEED` asks for others. */
const seed = process.env['DROVER_SEED'] ?? '1';

/** Schemathesis sends the collector what its OpenAPI description allows and what it does not: one test. */
export const apiSuite: Suite = { name: 'api', run: runApi };

async function runApi(): Promise<Counts> {
  const schemathesis = installed();
  if (schemathesis === undefined) return skip(`schemathesis ${version} cannot be installed from PyPI`);
  const work = mkdtempSync(join(tmpdir(), 'drover-api-'));
  const flags = ['--listen', '127.0.0.1:0', '--database', join(work, 'collector.sqlite')];
  const collector = spawn(join(repository, 'dist/drover'), ['collector', 'serve', ...flags], { cwd: work });
  try {
    const { url, token } = await started(collector);
    const args = [
      'run',
      `${url}/api/v1/openapi.json`,
      '-H',
      `Authorization: Bearer ${token}`,
      '--max-examples',
      '50',
      '--seed',
      seed,
      '--no-color',
    ];
    const { status, stdout } = spawnSync(schemathesis, args, { cwd: work, encoding: 'utf8', maxBuffer: 2 ** 28 });
    // Examples of what fails can be thousands of characters long.
    console.log(shortened(status === 0 ? stdout.slice(stdout.indexOf('= SUMMARY')) : stdout));
    return { passed: Number(status === 0), failed: Number(status !== 0), skipped: 0 };
  } finally {
    collector.kill('SIGTERM');
    rmSync(work, { recursive: true });
  }
}

/** Kept in the user's cache, since it takes a minute to install. */
function installed(): string | undefined {
  const place = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), `drover/schemathesis-${version}`);
  const program = join(place, 'bin/schemathesis');
  if (existsSync(program)) return program;
  const made = spawnSync('python3', ['-m', 'venv', place], { stdio: 'inherit' });
  const pip = ['-q', 'install', '--disable-pip-version-check', `schemathesis==${version}`];
  if (made.status === 0 && spawnSync(join(place, 'bin/pip'), pip, { stdio: 'inherit' }).status === 0) return program;
  rmSync(place, { recursive: true, force: true });
  return undefined;
}

/** The first start says the administrator's token, and where it listens. */
function started(collector: ChildProcess): Promise<{ url: string; token: string }> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /listens on (http\S+)/.exec(said)?.[1];
      const token = /token, said only now: (\S+)/.exec(said)?.[1];
      if (url !== undefined && token !== undefined) resolve({ url, token });
    };
    collector.stdout?.on('data', listen);
    collector.stderr?.on('data', listen);
    collector.once('error', reject);
    collector.once('exit', (code) => reject(new Error(`The collector ended with ${code}: ${said}`)));
  });
}

function shortened(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.length > 300 ? `${line.slice(0, 300)}…` : line))
    .join('\n');
}
