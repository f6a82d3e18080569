import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunEvent } from '../../../src/core/events.ts';
import { type Assert, assertLine } from './asserts.ts';

/**
 * Stands in for `ansible-playbook`: `playbook.ts DROVER ARGUMENTS…` applies the playbooks with Drover, for one host of the inventory
 * after the other, since a run of Drover is one host. What every assert came to goes to $DROVER_ASSERTS, as from asserts.py.
 */
const [program = '', ...given] = process.argv.slice(2);
const targets = process.env['DROVER_TARGETS'] ?? '';
const bundle = join(targets, '..');

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
  'flush-cache': flag,
} as const;

const { values, positionals } = parseArgs({
  args: given,
  options: { ...shared, ...without, inventory: { ...several, short: 'i' } },
  allowPositionals: true,
});
const flags = Object.keys(shared).flatMap((name) => passed(name, values[name as keyof typeof shared]));
const sources = (values.inventory ?? []).flatMap((source) => ['-i', source.includes(',') ? source : relative(bundle, source)]);
const status = positionals.flatMap((playbook) => hostsOf(playbook).map((host) => apply(playbook, host)));
process.exitCode = status.includes(4) ? 2 : Math.max(...status);

function passed(name: string, value: readonly (string | boolean)[] | boolean | undefined): string[] {
  const all = Array.isArray(value) ? value : [value];
  return all.flatMap((each) => (typeof each === 'string' ? [`--${name}`, each] : each === true ? [`--${name}`] : []));
}

/** Those of the inventory, and the implicit one. */
function hostsOf(playbook: string): readonly string[] {
  if (sources.length === 0) return ['localhost'];
  const args = ['inventory', '--list', '--bundle', bundle, '--play', relative(bundle, playbook), ...sources];
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (stdout === '') console.error(stderr);
  const groups: readonly { readonly hosts?: readonly string[] }[] = stdout === '' ? [] : Object.values(JSON.parse(stdout));
  return [...new Set([...groups.flatMap(({ hosts }) => hosts ?? []), 'localhost'])];
}

function apply(playbook: string, host: string): number {
  const work = mkdtempSync(join(tmpdir(), 'playbook-'));
  const report = join(work, 'events');
  const what = ['--bundle', bundle, '--play', relative(bundle, playbook), '--host', host, '--report', report];
  // A target's task may start a playbook itself: each run has a lock and a journal of its own.
  const own = 'for d in /run/drover /var/lib/drover; do mkdir -p $d && mount -t tmpfs none $d; done && exec "$@"';
  const command = ['-m', 'sh', '-c', own, 'sh', program, 'apply', ...what, ...sources, ...flags];
  const { status: exit } = spawnSync('unshare', command, { stdio: 'inherit' });
  if (existsSync(report)) appendFileSync(process.env['DROVER_ASSERTS'] ?? '', assertsOf(readFileSync(report, 'utf8'), host));
  rmSync(work, { recursive: true });
  return exit ?? 1;
}

function assertsOf(report: string, host: string): string {
  const events = report.split('\n').filter(Boolean);
  const ends = events.flatMap((line) => {
    const event = JSON.parse(line) as RunEvent;
    return event.event === 'task_end' && event.module === 'ansible.builtin.assert' ? [event] : [];
  });
  return ends.map(({ span, result }) => assertLine(host, placeOf(span), wordOf(result))).join('');
}

function placeOf(span: string): string {
  const [file = '', line] = span.split(':');
  return `${relative(targets, join(bundle, file))}:${line}`;
}

function wordOf(result: string): Assert['result'] {
  if (result === 'skipped') return 'skipped';
  return result === 'ok' || result === 'changed' ? 'ok' : 'failed';
}
