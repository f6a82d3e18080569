import { type Commands, commands as machineCommands } from './machine-commands.ts';

/** Every command. */
export const commands: Commands = {
  ...machineCommands,
  lint: async () => (await import('./lint.ts')).addLint,
  inventory: async () => (await import('./inventory.ts')).addInventory,
  bundle: async () => (await import('./bundle.ts')).addBundle,
  facts: async () => (await import('./facts.ts')).addFacts,
  doc: async () => (await import('./doc.ts')).addDoc,
  dispatch: async () => (await import('./dispatch.ts')).addDispatch,
  drift: async () => (await import('./drift.ts')).addDrift,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
  release: async () => (await import('./release.ts')).addRelease,
  hook: async () => (await import('./hook.ts')).addHook,
  collector: async () => (await import('./collector.ts')).addCollector,
};
