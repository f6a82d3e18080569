import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, entries, exists, linkName } from './read.ts';

/** The block devices of /sys/block with what ansible-core 2.18 tells of each. */
export const deviceFacts: FactGroup = {
  collector: 'hardware',
  names: ['devices', 'device_links'],
  gather,
};

type Files = FactContext['files'];
type Links = Readonly<Record<'ids' | 'labels' | 'masters' | 'uuids', Readonly<Record<string, readonly string[]>>>>;

function gather({ files }: FactContext): Facts {
  const links: Links = {
    ids: linked(files, '/dev/disk/by-id'),
    labels: linked(files, '/dev/disk/by-label'),
    uuids: linked(files, '/dev/disk/by-uuid'),
    masters: masters(files),
  };
  const devices = entries(files, '/sys/block').map((name) => [name, device(files, name, links)]);
  return { device_links: links, devices: Object.fromEntries(devices) };
}

/** Device names with the names of the links in a directory that lead to them. */
function linked(files: Files, directory: string): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const name of entries(files, directory)) {
    const target = linkName(files, `${directory}/${name}`);
    if (target !== undefined) result[target] = [...(result[target] ?? []), name];
  }
  return result;
}

function masters(files: Files): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const master of entries(files, '/sys/block')) {
    for (const slave of entries(files, `/sys/block/${master}/slaves`)) result[slave] = [...(result[slave] ?? []), master];
  }
  return result;
}

function linksOf(links: Links, name: string): Facts {
  return Object.fromEntries(Object.entries(links).map(([kind, byDevice]) => [kind, byDevice[name] ?? []]));
}

function device(files: Files, name: string, links: Links): Facts {
  const path = `/sys/block/${name}`;
  const read = (file: string): string | null => content(files, `${path}/${file}`) ?? null;
  const sectorSize = read('queue/logical_block_size') ?? '512';
  const sectors = sectorsOf(files, path, sectorSize);
  const serial = read('device/serial');
  const wwn = links.ids[name]?.find((id) => id.startsWith('wwn-'))?.slice('wwn-'.length);
  return {
    // Ansible calls every device of a /sys with links virtual.
    virtual: 1,
    links: linksOf(links, name),
    ...{ vendor: read('device/vendor'), model: read('device/model') },
    ...{ sas_address: read('device/sas_address'), sas_device_handle: read('device/sas_device_handle') },
    ...(serial === null ? {} : { serial }),
    ...(wwn === undefined ? {} : { wwn }),
    removable: read('removable'),
    support_discard: read('queue/discard_max_hw_bytes') === '0' ? '0' : read('queue/discard_granularity'),
    partitions: partitions(files, path, name, links),
    rotational: read('queue/rotational'),
    scheduler_mode: /\[(.*)\]/.exec(read('queue/scheduler') ?? '')?.[1] ?? '',
    ...{ sectorsize: sectorSize, sectors, size: sizeText(sectors * Number(sectorSize)) },
    // The name of the controller, for which Ansible asks lspci.
    host: '',
    holders: holders(files, path),
  };
}

/** Names of the device-mapper devices on top. */
function holders(files: Files, path: string): string[] {
  const mapped = entries(files, `${path}/holders`).filter((name) => name.startsWith('dm-'));
  return mapped.map((name) => content(files, `${path}/holders/${name}/dm/name`) ?? name);
}

function sectorsOf(files: Files, path: string, sectorSize: string): number {
  // The kernel counts in 512 bytes whatever the device's sectors are.
  return Math.floor((Number(content(files, `${path}/size`) ?? 0) * 512) / Number(sectorSize));
}

function partitions(files: Files, path: string, disk: string, links: Links): Facts {
  const names = entries(files, path).filter((name) => name.startsWith(disk) && exists(files, `${path}/${name}/partition`));
  return Object.fromEntries(names.map((name) => [name, partition(files, `${path}/${name}`, name, links)]));
}

function partition(files: Files, path: string, name: string, links: Links): Facts {
  const sectors = sectorsOf(files, path, '512');
  return {
    links: linksOf(links, name),
    start: content(files, `${path}/start`) ?? 0,
    ...{ sectorsize: 512, sectors, size: sizeText(sectors * 512) },
    uuid: links.uuids[name]?.[0] ?? null,
    holders: holders(files, path),
  };
}

/** `256.00 GB`, with powers of 1024. */
export function sizeText(bytes: number): string {
  const units = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(2)} ${units[power]}`;
}
