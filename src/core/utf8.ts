/**
 * Where the first bytes stand that are no UTF-8; undefined where all are. Lines and columns count from 1, columns in UTF-16
 * units.
 * @param text the bytes read as UTF-8, U+FFFD in the place of what is none
 */
export function brokenUtf8(bytes: Uint8Array, text: string): { line: number; column: number } | undefined {
  if (!text.includes('\ufffd')) return undefined;
  const again = Buffer.from(text, 'utf8');
  const mark = Buffer.byteLength('\ufffd');
  // What was none differs from its mark; text before the first difference is text.
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at += 1;
  if (at === bytes.length) return undefined;
  const start = again.lastIndexOf('\ufffd', at) + mark > at ? again.lastIndexOf('\ufffd', at) : at;
  const before = again.subarray(0, start).toString('utf8');
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
