import { DroverError } from '../core/errors.ts';
import { pause } from '../core/pause.ts';
import type { Connection } from './connection.ts';
import type { EventBatch, StreamEvent } from './documents.ts';
import { ndjson } from './ndjson.ts';
import { mayPass } from './nomad-error.ts';
import { backoff } from './retry.ts';

export interface Subscription {
  /** `Allocation:<job>` and the like. */
  readonly topics: readonly string[];
  /** Events from here on, as far as the server still has them. */
  readonly index: number;
  /** For messages: `follow job "x"`. */
  readonly what: string;
  readonly capability: string;
}

export type StreamItem =
  /** Before each connection: the time to read what the server's memory for events may have lost. */
  | { readonly kind: 'connecting'; readonly lost: DroverError | undefined }
  | { readonly kind: 'events'; readonly events: readonly StreamEvent[] };

const pauses = { first: 250, longest: 5000 };

/**
 * Nomad's event stream, resumed where it broke until the signal ends it. An event may come twice.
 *
 * A stream that is refused for want of rights may end without a word instead of with 403 (Nomad 2.0 has sent the header by
 * then): who reads at `connecting` gets the refusal there.
 * @throws DroverError where Nomad refuses the stream
 */
export async function* eventStream(
  connection: Connection,
  { topics, index, what, capability }: Subscription,
  signal: AbortSignal,
): AsyncGenerator<StreamItem, void, undefined> {
  let next = index;
  let failures = 0;
  let isKnown = false;
  let lost: DroverError | undefined;
  while (!signal.aborted) {
    yield { kind: 'connecting', lost };
    try {
      const call = {
        path: '/v1/event/stream',
        query: { topic: topics, index: String(next) },
        what,
        capability,
        repeatable: true,
      };
      const lines = ndjson<EventBatch>(await connection.open(call, signal));
      for await (const { Index = 0, Events = [] } of lines) {
        failures = 0;
        isKnown = true;
        next = Math.max(next, Index);
        if (Events.length > 0) yield { kind: 'events', events: Events };
      }
      lost = new DroverError('NOMAD_UNREACHABLE', `Cannot ${what} for a moment: Nomad ended the event stream`);
    } catch (error) {
      if (signal.aborted) return;
      lost = interruption(error, what, isKnown);
    }
    failures += 1;
    await pause(backoff(failures, pauses), signal);
  }
}

/** What may pass by itself; anything else is thrown. A server that is starting refuses what it granted before. */
function interruption(error: unknown, what: string, isKnown: boolean): DroverError {
  if (mayPass(error) || (isKnown && error instanceof DroverError)) return error;
  if (error instanceof DroverError) throw error;
  const why = error instanceof Error ? error.message : String(error);
  return new DroverError('NOMAD_UNREACHABLE', `Cannot ${what} for a moment: the event stream broke: ${why}`, { cause: error });
}
