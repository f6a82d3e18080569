import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, exists } from './read.ts';

const names: readonly string[] = [
  ...['bios_date', 'bios_vendor', 'bios_version', 'board_asset_tag', 'board_name', 'board_serial', 'board_vendor'],
  ...['board_version', 'chassis_asset_tag', 'chassis_serial', 'chassis_vendor', 'chassis_version', 'form_factor'],
  ...['product_name', 'product_serial', 'product_uuid', 'product_version', 'system_vendor'],
];

/** `NA` where the machine does not say. */
export const firmwareFacts: FactGroup = { collector: 'hardware', names, gather, isSteady: true };

const firmware = '/sys/devices/virtual/dmi/id';
const firmwareFiles: Readonly<Record<string, string>> = { form_factor: 'chassis_type', system_vendor: 'sys_vendor' };

function gather({ files }: FactContext): Facts {
  const isThere = exists(files, `${firmware}/product_name`);
  return Object.fromEntries(
    names.map((name) => {
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
