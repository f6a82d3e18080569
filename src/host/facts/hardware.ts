import { loadavg } from 'node:os';
import type { FactContext, Facts } from './context.ts';
import { content, exists, lines } from './read.ts';

export const memoryNames = ['memory_mb', 'memtotal_mb', 'memfree_mb', 'swaptotal_mb', 'swapfree_mb'] as const;
export const firmwareNames = [
  ...['bios_date', 'bios_vendor', 'bios_version', 'board_asset_tag', 'board_name', 'board_serial', 'board_vendor'],
  ...['board_version', 'chassis_asset_tag', 'chassis_serial', 'chassis_vendor', 'chassis_version', 'form_factor'],
  ...['product_name', 'product_serial', 'product_uuid', 'product_version', 'system_vendor'],
] as const;
export const uptimeNames = ['uptime_seconds', 'loadavg', 'lvm'] as const;

/** Whole mebibytes, rounded down, of what `/proc/meminfo` gives in kibibytes. */
export function memoryFacts({ files }: FactContext): Facts {
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

const firmware = '/sys/devices/virtual/dmi/id';
const firmwareFiles: Readonly<Record<string, string>> = { form_factor: 'chassis_type', system_vendor: 'sys_vendor' };

/** `NA` where the machine does not say. */
export function firmwareFacts({ files }: FactContext): Facts {
  const isThere = exists(files, `${firmware}/product_name`);
  return Object.fromEntries(
    firmwareNames.map((name) => {
      const value = isThere ? content(files, `${firmware}/${firmwareFiles[name] ?? name}`) : undefined;
      if (value === undefined) return [name, 'NA'];
      return [name, name === 'form_factor' ? (formFactors[Number(value)] ?? `unknown (${value})`) : value];
    }),
  );
}

/** Chassis types of the SMBIOS specification, by number. */
const formFactors: readonly string[] = [
  ...['Unknown', 'Other', 'Unknown', 'Desktop', 'Low Profile Desktop', 'Pizza Box', 'Mini Tower', 'Tower', 'Portable'],
  ...['Laptop', 'Notebook', 'Hand Held', 'Docking Station', 'All In One', 'Sub Notebook', 'Space-saving', 'Lunch Box'],
  ...['Main Server Chassis', 'Expansion Chassis', 'Sub Chassis', 'Bus Expansion Chassis', 'Peripheral Chassis'],
  ...['RAID Chassis', 'Rack Mount Chassis', 'Sealed-case PC', 'Multi-system', 'CompactPCI', 'AdvancedTCA', 'Blade'],
  ...['Blade Enclosure', 'Tablet', 'Convertible', 'Detachable', 'IoT Gateway', 'Embedded PC', 'Mini PC', 'Stick PC'],
];

export function uptimeFacts({ files }: FactContext): Facts {
  const up = content(files, '/proc/uptime')?.split(' ')[0];
  const [one, five, fifteen] = loadavg();
  return {
    ...(up === undefined ? {} : { uptime_seconds: Math.floor(Number(up)) }),
    loadavg: { '1m': one, '5m': five, '15m': fifteen },
    // Ansible asks vgs, lvs and pvs; their answer needs a process and is seldom wanted.
    lvm: 'N/A',
  };
}
