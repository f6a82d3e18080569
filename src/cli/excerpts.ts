import { readFileSync } from 'node:fs';
import type { Controller } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import { isEncrypted } from '../language/vault/keyring.ts';

/**
 * The text of files that errors point at: of the bundle as soon as a command has opened one, which stays readable
 * inside another root, else of the working directory.
 */
export class Excerpts {
  #bundle: Controller | undefined;

  from(bundle: Controller): void {
    this.#bundle = bundle;
  }

  /** Undefined for what cannot be read or is encrypted: an error is then shown without its line. */
  of(file: string): string | undefined {
    try {
      const bytes = this.#bundle === undefined ? readFileSync(file) : this.#bundle.readStored(file);
      return isEncrypted(bytes) ? undefined : Buffer.from(bytes).toString('utf8');
    } catch (error) {
      if (error instanceof DroverError || (error instanceof Error && 'code' in error)) return undefined;
      throw error;
    }
  }
}
