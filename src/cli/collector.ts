import type { Command } from 'commander';
import { addCollectorServe } from './collector/serve.ts';
import { addCollectorStore } from './collector/store.ts';
import { addCollectorToken } from './collector/token.ts';
import type { Surroundings } from './surroundings.ts';

/** Adds `drover collector`. */
export function addCollector(program: Command, surroundings: Surroundings): void {
  const collector = program.command('collector').description('Keep what runs report, and show it in a browser');
  addCollectorServe(collector, surroundings);
  addCollectorToken(collector, surroundings);
  addCollectorStore(collector, surroundings);
  collector.command('writer', { hidden: true }).action(async () => {
    const { writerThread } = await import('../collector/store/writer-thread.ts');
    await writerThread();
  });
}
