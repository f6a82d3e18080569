import { isUtf8 } from 'node:buffer';

/** A file's content as a string to be edited. */
export interface EditedText {
  readonly text: string;
  /** A string of the task as it would stand in `text`. */
  inner(written: string): string;
  /** The bytes of an edited text. */
  encode(text: string): Uint8Array;
}

/** UTF-8 text as it is; any other content byte by byte, so that what is not edited comes out as it went in. */
export function editedText(content: Uint8Array): EditedText {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (isUtf8(content)) {
    return { text: buffer.toString('utf8'), inner: (written) => written, encode: (text) => Buffer.from(text, 'utf8') };
  }
  return {
    text: buffer.toString('latin1'),
    inner: (written) => Buffer.from(written, 'utf8').toString('latin1'),
    encode: (text) => Buffer.from(text, 'latin1'),
  };
}

/** The lines of a text with their ends. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
