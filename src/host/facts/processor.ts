import { machine } from 'node:os';
import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, exists, lines } from './read.ts';

export const processorFacts: FactGroup = {
  collector: 'hardware',
  names: [
    ...['processor', 'processor_count', 'processor_cores', 'processor_threads_per_core', 'processor_vcpus', 'processor_nproc'],
    ...['flags'],
  ],
  gather,
  isSteady: true,
};

function gather({ files }: FactContext): Facts {
  const text = content(files, '/proc/cpuinfo');
  if (text === undefined) return {};
  const isXen = exists(files, '/proc/xen') || lines(files, '/sys/hypervisor/type')[0]?.trim() === 'xen';
  return { ...parseCpuinfo(text, machine(), isXen), ...allowed(lines(files, '/proc/self/status')) };
}

/** How many processors this process may use, by its affinity alone. */
function allowed(status: readonly string[]): Facts {
  const list = status
    .find((line) => line.startsWith('Cpus_allowed_list:'))
    ?.split(':')[1]
    ?.trim();
  if (list === undefined) return {};
  const counts = list.split(',').map((range) => range.split('-').map(Number));
  return { processor_nproc: counts.reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0) };
}

interface Tally {
  readonly listed: string[];
  readonly sockets: Map<string, number>;
  readonly cores: Map<string, number>;
  flags: string[] | undefined;
  socket: string;
  core: string;
}

/** What a `/proc/cpuinfo` text says, counted as ansible-core 2.18 counts it. */
export function parseCpuinfo(text: string, architecture: string, isXen: boolean): Facts {
  const tally: Tally = { listed: [], sockets: new Map(), cores: new Map(), flags: undefined, socket: '0', core: '0' };
  const seen = new Map<string, number>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const key = (colon < 0 ? line : line.slice(0, colon)).trim();
    seen.set(key, (seen.get(key) ?? 0) + 1);
    note(tally, key, colon < 0 ? '' : line.slice(colon + 1).trim());
  }
  const flags = tally.flags === undefined ? {} : { flags: tally.flags };
  const count = processorCount(seen, tally.listed.length, architecture);
  if (isXen && tally.flags !== undefined && !tally.flags.includes('vme')) {
    return { processor: tally.listed, ...flags, ...topology(count, count, 1) };
  }
  const cores = [...tally.sockets.values()][0] || 1;
  const threads = roundHalfEven(([...tally.cores.values()][0] ?? 1) / cores);
  return { processor: tally.listed, ...flags, ...topology(tally.sockets.size || count, cores, threads, true) };
}

const listedKeys: readonly string[] = ['model name', 'Processor', 'vendor_id', 'cpu', 'Vendor', 'processor'];

function note(tally: Tally, key: string, value: string): void {
  if (listedKeys.includes(key)) tally.listed.push(value);
  else if (key === 'flags') tally.flags = value.split(/\s+/);
  else if (key === 'physical id') {
    tally.socket = value;
    if (!tally.sockets.has(value)) tally.sockets.set(value, 1);
  } else if (key === 'core id') {
    tally.core = value;
    // Looked up among the sockets, as Ansible does.
    if (!tally.sockets.has(value)) tally.cores.set(value, 1);
  } else if (key === 'cpu cores') tally.sockets.set(tally.socket, Number(value));
  else if (key === 'siblings') tally.cores.set(tally.core, Number(value));
}

function processorCount(seen: ReadonlyMap<string, number>, listed: number, architecture: string): number {
  if (/^(armv|aarch|ppc)/.test(architecture)) return seen.get('processor') ?? 0;
  const vendors = seen.get('vendor_id') ?? 0;
  return vendors > 0 && vendors === seen.get('model name') ? vendors : listed;
}

function topology(count: number, cores: number, threads: number, multiplied = false): Facts {
  return {
    processor_count: count,
    processor_cores: cores,
    processor_threads_per_core: threads,
    processor_nproc: count,
    processor_vcpus: multiplied ? threads * count * cores : count,
  };
}

/** Python's `round`. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
