import { Refusal } from '../refusal.ts';
import { gateLimits } from './limits.ts';

/** A part's place at the gate. */
export interface Place {
  /** @throws Refusal (503) when all parts together have become too large */
  grow(bytes: number): void;
  leave(): void;
}

/** Holds what is being received or written within bounds: memory is given to some, and the others are told to come again. */
export class Gate {
  readonly #limits: { readonly parts: number; readonly bytes: number };
  #parts = 0;
  #bytes = 0;

  constructor(limits: { readonly parts: number; readonly bytes: number } = gateLimits) {
    this.#limits = limits;
  }

  get parts(): number {
    return this.#parts;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @throws Refusal (503) when there is no place */
  enter(): Place {
    if (this.#parts >= this.#limits.parts) throw busy();
    this.#parts += 1;
    let held = 0;
    return {
      grow: (bytes) => {
        if (this.#bytes + bytes > this.#limits.bytes) throw busy();
        this.#bytes += bytes;
        held += bytes;
      },
      leave: () => {
        this.#parts -= 1;
        this.#bytes -= held;
        held = 0;
      },
    };
  }
}

function busy(): Refusal {
  return new Refusal(503, 'Cannot take the report now: too many others wait to be written', {
    hint: 'send it again in a moment',
    retryAfter: 1,
    isLoad: true,
  });
}
