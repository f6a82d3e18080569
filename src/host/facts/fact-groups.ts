import { capabilityFacts } from './capabilities.ts';
import { chrootFacts } from './chroot.ts';
import { commandLineFacts } from './command-line.ts';
import type { FactGroup } from './context.ts';
import { dateTimeFacts } from './date-time.ts';
import { deviceFacts } from './devices.ts';
import { distributionFacts } from './distribution.ts';
import { firmwareFacts } from './firmware.ts';
import { hostKeyFacts } from './host-keys.ts';
import { loadFacts, uptimeFacts } from './load.ts';
import { localFacts } from './local.ts';
import { lsbFacts } from './lsb.ts';
import { lvmFacts } from './lvm.ts';
import { memoryFacts } from './memory.ts';
import { mountFacts } from './mounts.ts';
import { networkFacts } from './network.ts';
import { packageManagerFacts } from './package-manager.ts';
import { platformFacts } from './platform.ts';
import { processorFacts } from './processor.ts';
import { pythonFacts, pythonVersionFacts } from './python.ts';
import { resolverFacts } from './resolver.ts';
import { apparmorFacts, fipsFacts, selinuxFacts } from './security.ts';
import { serviceManagerFacts, systemdFacts } from './service-manager.ts';
import { storageNames } from './storage-names.ts';
import { userFacts } from './user.ts';
import { virtualFacts } from './virtual.ts';

/** All facts there are. */
export const factGroups: readonly FactGroup[] = [
  ...[platformFacts, distributionFacts, lsbFacts, selinuxFacts, apparmorFacts, chrootFacts, fipsFacts],
  ...[pythonFacts, pythonVersionFacts, capabilityFacts],
  ...[packageManagerFacts, serviceManagerFacts, systemdFacts, commandLineFacts, dateTimeFacts],
  { collector: 'env', names: ['env'], gather: ({ environment }) => ({ env: environment }) },
  ...[loadFacts, hostKeyFacts, userFacts, virtualFacts],
  ...[processorFacts, memoryFacts, firmwareFacts, deviceFacts, uptimeFacts, lvmFacts, mountFacts],
  ...[resolverFacts, networkFacts, ...storageNames, localFacts],
];
