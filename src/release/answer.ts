import type { Readable } from 'node:stream';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  header(name: string): string | undefined;
  readonly body: Readable;
  /** Reads the body, which also frees the connection; the same at each call. */
  content(): Promise<Buffer>;
}
