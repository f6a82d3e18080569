/** All but tab and line breaks of the control characters, and those that turn the direction of what follows them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A finished page in which characters that a browser would act on, or show nothing for, are written out: `\x1b`. Everything
 * that a page shows came from elsewhere, and its own text has none of these.
 */
export function visible(page: string): string {
  return page.replace(hidden, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}
