/** The first characters of a text, and a sign where there are more. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}\u2026` : text;
}
