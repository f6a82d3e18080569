import type { Command } from 'commander';
import type { Surroundings } from './surroundings.ts';

export type AddCommand = (program: Command, surroundings: Surroundings) => void;

/** Commands by name. Each is loaded when it is asked for: what one needs, the others need not pay for. */
export type Commands = Readonly<Record<string, () => Promise<AddCommand>>>;

/** What runs on every machine: the executable holds these in a script of their own, which starts faster than the whole. */
export const commands: Commands = {
  apply: async () => (await import('./apply.ts')).addApply,
  agent: async () => (await import('./agent.ts')).addAgent,
};
