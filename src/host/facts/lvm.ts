import type { AskProgram, FactContext, FactGroup, Facts } from './context.ts';

/** Volume groups, logical and physical volumes in gibibytes, as texts; `N/A` where the host has no LVM. */
export const lvmFacts: FactGroup = { collector: 'hardware', names: ['lvm'], gather, asksPrograms: true };

function gather({ ask }: FactContext): Facts {
  const vgs = rows(ask, 'vgs');
  if (vgs === undefined) return { lvm: 'N/A' };
  const groups = vgs.map((row) => [row[0], { size_g: row.at(-2), free_g: row.at(-1), num_lvs: row[2], num_pvs: row[1] }]);
  const volumes = (rows(ask, 'lvs') ?? []).map((row) => [row[0], { size_g: row[3], vg: row[1] }]);
  const devices = (rows(ask, 'pvs') ?? []).map((row) => [
    mappedName(ask, row[0] ?? ''),
    { size_g: row[4], free_g: row[5], vg: row[1] },
  ]);
  return { lvm: { lvs: Object.fromEntries(volumes), vgs: Object.fromEntries(groups), pvs: Object.fromEntries(devices) } };
}

/** The columns that a program of LVM 2.03 shows by default. */
function rows(ask: AskProgram, program: string): string[][] | undefined {
  const answer = ask(program, ['--noheadings', '--nosuffix', '--units', 'g', '--separator', ',']);
  return answer?.stdout
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(','));
}

function mappedName(ask: AskProgram, device: string): string {
  if (!device.startsWith('/dev/dm-')) return device;
  const answer = ask('dmsetup', ['info', '-C', '--noheadings', '-o', 'name', device]);
  return answer?.code === 0 ? `/dev/mapper/${answer.stdout.trimEnd()}` : device;
}
