import type { TaskResult } from '../../core/events.ts';

/** A result's place here is what the database keeps of it: new ones go to the end. */
export const taskResults: readonly TaskResult[] = ['ok', 'changed', 'skipped', 'failed', 'rescued', 'ignored'];
