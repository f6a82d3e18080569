import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunEvent } from '../../../src/core/events.ts';
import { type Assert, assertLine } from './asserts.ts';

/**
 * Stands in for `ansible-playbook`: `playbook.ts DROVER ARGUMENTS…` applies the playbooks with Drover, for one host of the inventory
 * after the other, since a run of Drover is one host. What every assert came to goes to $DROVER_ASSERTS, as from asserts.py.
 */
const [program = '', ...given] = process.argv.slice(2);
const targets = process.env['DROVER_TARGETS'] ?? '';

const several = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

/** What Drover has too, by the same names. */
const shared = {
  tags: { ...several, short: 't' },
  'skip-tags': several,
  limit: { ...several, short: 'l' },
  'extra-vars': { ...several, short: 'e' },
  'start-at-task': several,
  'vault-password-file': several,
  'vault-id': several,
  check: { ...flag, short: 'C' },
  diff: { ...flag, short: 'D' },
  'force-handlers': flag,
  'flush-cache': flag,
  'list-tasks': flag,
  'list-tags': flag,
  'list-hosts': flag,
  'syntax-check': flag,
  verbose: { type: 'boolean', multiple: true, short: 'v' },
} as const;
/** What has no meaning for a run of one host without a connection. */
const without = {
  connection: { ...several, short: 'c' },
  user: { ...several, short: 'u' },
  forks: { ...several, short: 'f' },
  become: { ...flag, short: 'b' },
  'become-user': several,
} as const;

const { values, positionals } = parseArgs({
  args: given,
  options: { ...shared, ...without, inventory: { ...several, short: 'i' } },
  allowPositionals: true,
});
// Ansible warns of an inventory that is not there.
const inventories = (values.inventory ?? []).filter((source) => source.includes(',') || existsSync(source));
/** What Ansible gives the implicit localhost, its own Python, is none of Drover's. */
const python = inventories.length === 0 ? ['-e', `ansible_python_interpreter=${process.env['DROVER_TARGETS_PYTHON']}`] : [];
const flags = Object.keys(shared).flatMap((name) => passed(name, values[name as keyof typeof shared]));
const status = positionals.flatMap((playbook) => hostsOf(playbook).map((host) => apply(playbook, host)));
// Ansible's exit statuses: 2 where a task failed, 4 where a playbook cannot be read.
process.exitCode = status.includes(4) ? 2 : status.includes(3) ? 4 : Math.max(...status);

function passed(name: string, value: readonly (string | boolean)[] | boolean | undefined): string[] {
  const all = Array.isArray(value) ? value : [value];
  return all.flatMap((each) => (typeof each === 'string' ? [`--${name}`, each] : each === true ? [`--${name}`] : []));
}

/** What Drover takes for the controller's files: all targets, or the folder of a playbook elsewhere. */
function bundleOf(playbook: string): string {
  const all = join(targets, '..');
  return relative(all, resolve(playbook)).startsWith('..') ? dirname(resolve(playbook)) : all;
}

function sourcesIn(bundle: string): readonly string[] {
  return inventories.flatMap((source) => ['-i', source.includes(',') ? source : relative(bundle, source)]);
}

/** Those of the inventory, and the implicit one. */
function hostsOf(playbook: string): readonly string[] {
  if (inventories.length === 0) return ['localhost'];
  const bundle = bundleOf(playbook);
  const args = ['inventory', '--list', '--bundle', bundle, '--play', relative(bundle, playbook), ...sourcesIn(bundle)];
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (stdout === '') console.error(stderr);
  const groups: readonly { readonly hosts?: readonly string[] }[] = stdout === '' ? [] : Object.values(JSON.parse(stdout));
  return [...new Set([...groups.flatMap(({ hosts }) => hosts ?? []), 'localhost'])];
}

function apply(playbook: string, host: string): number {
  const work = mkdtempSync(join(tmpdir(), 'playbook-'));
  const report = join(work, 'events');
  const bundle = bundleOf(playbook);
  const what = ['--bundle', bundle, '--play', relative(bundle, playbook), '--host', host, '--report', report];
  // A target's task may start a playbook itself: each run has a lock and a journal of its own.
  const own = 'for d in /run/drover /var/lib/drover; do mkdir -p $d && mount -t tmpfs none $d; done && exec "$@"';
  const command = ['-m', 'sh', '-c', own, 'sh', program, 'apply', ...what, ...sourcesIn(bundle), ...python, ...flags];
  const { status: exit } = spawnSync('unshare', command, { stdio: 'inherit' });
  if (existsSync(report))
    appendFileSync(process.env['DROVER_ASSERTS'] ?? '', assertsOf(readFileSync(report, 'utf8'), host, bundle));
  rmSync(work, { recursive: true });
  return exit ?? 1;
}

function assertsOf(report: string, host: string, bundle: string): string {
  const events = report.split('\n').filter(Boolean);
  const ends = events.flatMap((line) => {
    const event = JSON.parse(line) as RunEvent;
    return event.event === 'task_end' && event.module === 'ansible.builtin.assert' ? [event] : [];
  });
  return ends.map(({ span, result }) => assertLine(host, placeOf(span, bundle), wordOf(result))).join('');
}

/** As in asserts.py: a target's file, or one in a temporary folder, whose name says nothing. */
function placeOf(span: string, bundle: string): string {
  const [file = '', line] = span.split(':');
  const place = relative(targets, resolve(bundle, file));
  return `${place.startsWith('..') ? basename(place) : place}:${line}`;
}

function wordOf(result: string): Assert['result'] {
  if (result === 'skipped') return 'skipped';
  return result === 'ok' || result === 'changed' ? 'ok' : 'failed';
}
