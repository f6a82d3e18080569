import { readFileSync, writeFileSync } from 'node:fs';

/** Where ICU's data lie in an executable: the table of contents, and its entries in order. */
interface Contents {
  readonly table: number;
  readonly entries: readonly Entry[];
}

interface Entry {
  /** Without the data's prefix: `de.res`, `coll/zh.res`. */
  readonly name: string;
  /** Both offsets count from the table. */
  readonly nameOffset: number;
  readonly dataOffset: number;
  /** Bytes up to the next entry's data; undefined for the last one, whose end is not said. */
  readonly size: number | undefined;
}

const countBytes = 4;
const entryBytes = 8;

/**
 * Takes the languages other than English out of a Node executable, as Node's own `small-icu` build has it: ICU does not
 * find them any more and falls back. The bytes become zeros, which compress to nothing: 11 MB less to pull for each machine.
 *
 * @throws Error where no such data are found
 */
export function trimIcu(path: string): void {
  const file = readFileSync(path);
  const contents = readContents(file);
  for (const entry of contents.entries.filter((one) => !isNeeded(one))) {
    const start = contents.table + entry.dataOffset;
    file.fill(0, start, start + (entry.size ?? 0));
  }
  writeTable(file, contents, contents.entries.filter(isNeeded));
  writeFileSync(path, file);
}

function isNeeded({ name, size }: Entry): boolean {
  if (size === undefined) return true;
  // Word lists for languages that write without spaces, and rules from script to script.
  if (name.endsWith('.dict') || name.startsWith('translit/')) return false;
  // Big character sets of East Asia and of mainframes; those of one byte a character are small.
  if (name.endsWith('.cnv')) return (size ?? 0) < 4096;
  const [, language] = /^(?:[a-z]+\/)?([a-z]{2,3})(?:_\w+)?\.res$/.exec(name) ?? [];
  return language === undefined || language === 'en';
}

function readContents(file: Buffer): Contents {
  const table = findTable(file);
  const count = file.readUInt32LE(table);
  const offsets = (index: number) => {
    const entry = table + countBytes + index * entryBytes;
    return { nameOffset: file.readUInt32LE(entry), dataOffset: file.readUInt32LE(entry + 4) };
  };
  const entries = Array.from({ length: count }, (_, index) => {
    const { nameOffset, dataOffset } = offsets(index);
    const end = file.indexOf(0, table + nameOffset);
    const name = file.toString('latin1', table + nameOffset, end).replace(/^icudt\w+\//, '');
    // Data lie in the table's order without gaps.
    const size = index + 1 < count ? offsets(index + 1).dataOffset - dataOffset : undefined;
    return { name, nameOffset, dataOffset, size };
  });
  if (!entries.some(({ name }) => name === 'en.res')) throw new Error('Cannot trim the ICU data: they have no English');
  return { table, entries };
}

/** ICU's header: its size, the magic bytes DA 27, then, 10 bytes on, the format `CmnD`; the table follows. */
function findTable(file: Buffer): number {
  for (let at = file.indexOf('CmnD'); at >= 0; at = file.indexOf('CmnD', at + 1)) {
    const header = at - 12;
    if (header >= 0 && file.readUInt16BE(header + 2) === 0xda27) return header + file.readUInt16LE(header);
  }
  throw new Error('Cannot trim the ICU data: there are none in the executable');
}

/** ICU searches the table by halves, so it has to be whole: fewer entries, moved together. */
function writeTable(file: Buffer, { table, entries }: Contents, kept: readonly Entry[]): void {
  file.fill(0, table + countBytes, table + countBytes + entries.length * entryBytes);
  file.writeUInt32LE(kept.length, table);
  for (const [index, { nameOffset, dataOffset }] of kept.entries()) {
    file.writeUInt32LE(nameOffset, table + countBytes + index * entryBytes);
    file.writeUInt32LE(dataOffset, table + countBytes + index * entryBytes + 4);
  }
}
