import type { Controller } from '../../src/core/controller.ts';

/** A controller without a file. */
export const noController: Controller = {
  directory: '/',
  type: () => undefined,
  read: () => new Uint8Array(),
  list: () => [],
  stat: () => ({ mode: 0, mtime: 0, size: 0 }),
  environment: () => undefined,
  pipe: () => ({ code: 1, stdout: '', stderr: '' }),
} as unknown as Controller;
