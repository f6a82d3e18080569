import type { Span } from '../../core/span.ts';

/** Told of what is wrong in a file; the work goes on. */
export type Problem = (message: string, span: Span, hint?: string) => void;
