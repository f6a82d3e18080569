import type { FactContext, FactGroup } from './context.ts';
import { content, entries, lines } from './read.ts';

type Files = FactContext['files'];

/** The names under which the machine speaks to storage over a network. */
export const storageNames: readonly FactGroup[] = [
  { collector: 'nvme', names: ['hostnqn'], gather: ({ files }) => ({ hostnqn: hostName(files) }) },
  { collector: 'iscsi', names: ['iscsi_iqn'], gather: ({ files }) => ({ iscsi_iqn: initiator(files) }) },
  { collector: 'fibre_channel_wwn', names: ['fibre_channel_wwn'], gather: ({ files }) => ({ fibre_channel_wwn: ports(files) }) },
];

function hostName(files: Files): string {
  return lines(files, '/etc/nvme/hostnqn').find((line) => line.startsWith('nqn.')) ?? '';
}

function initiator(files: Files): string {
  const line = lines(files, '/etc/iscsi/initiatorname.iscsi').find((each) => each.startsWith('InitiatorName='));
  return line?.split('=')[1] ?? '';
}

function ports(files: Files): string[] {
  const found = entries(files, '/sys/class/fc_host').map((name) => content(files, `/sys/class/fc_host/${name}/port_name`));
  return found.filter((port) => port !== undefined).map((port) => port.replace(/^0x/, ''));
}
