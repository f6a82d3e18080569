const codes = { green: '32', yellow: '33', red: '31', cyan: '36', blue: '34', purple: '35', bold: '1', dim: '2' } as const;

export type Colour = keyof typeof codes;
export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal, and plain text for anything else; `NO_COLOR` and `FORCE_COLOR` decide where they are set. */
export function painter(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): Paint {
  const forced = environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0';
  const plain = environment['NO_COLOR'] !== undefined && environment['NO_COLOR'] !== '';
  if (plain || !(isTerminal || forced)) return (_, text) => text;
  return (colour, text) => `\u001b[${codes[colour]}m${text}\u001b[0m`;
}
