import type { FactContext, FactGroup, Facts } from './context.ts';
import { lines } from './read.ts';

/** Whole mebibytes, rounded down, of what `/proc/meminfo` gives in kibibytes. */
export const memoryFacts: FactGroup = {
  collector: 'hardware',
  names: ['memory_mb', 'memtotal_mb', 'memfree_mb', 'swaptotal_mb', 'swapfree_mb'],
  gather,
  isSteady: true,
};

function gather({ files }: FactContext): Facts {
  const sizes = new Map<string, number>();
  for (const line of lines(files, '/proc/meminfo')) {
    const [, key, kib] = /^(\w+):\s+(\d+)/.exec(line) ?? [];
    if (key !== undefined) sizes.set(key, Math.floor(Number(kib) / 1024));
  }
  if (sizes.size === 0) return {};
  const size = (key: string): number => sizes.get(key) ?? 0;
  const free = size('MemFree') + size('Cached') + size('Buffers');
  return {
    memtotal_mb: size('MemTotal'),
    memfree_mb: size('MemFree'),
    swaptotal_mb: size('SwapTotal'),
    swapfree_mb: size('SwapFree'),
    memory_mb: {
      real: { total: size('MemTotal'), used: size('MemTotal') - size('MemFree'), free: size('MemFree') },
      nocache: { free, used: size('MemTotal') - free },
      swap: {
        total: size('SwapTotal'),
        free: size('SwapFree'),
        used: size('SwapTotal') - size('SwapFree'),
        cached: size('SwapCached'),
      },
    },
  };
}
