/** A text with its control characters as `\x1b`, since a terminal would act on them; those in `kept` stay. */
export function escapeControls(text: string, kept = ''): string {
  return text.replace(/\p{Cc}/gu, (character) =>
    kept.includes(character) ? character : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
