/** The emitter's place on the page: libyaml's column, indentation and white space flags. */
export class YamlWriter {
  readonly unit: number;
  readonly width: number;
  readonly unicode: boolean;
  out = '';
  column = 0;
  /** The current level; -1 outside of everything. */
  level = -1;
  /** Whether white space has just been written, and whether the line so far is indentation only. */
  whitespace = true;
  indention = true;

  constructor(unit: number, width: number, unicode: boolean) {
    this.unit = unit < 2 || unit > 9 ? 2 : unit;
    this.width = width >= 0 && width <= this.unit * 2 ? 80 : width < 0 ? Number.POSITIVE_INFINITY : width;
    this.unicode = unicode;
  }

  put(character: string): void {
    this.out += character;
    this.column++;
  }

  /** A line break of the text, which is kept as it is. */
  lineBreak(character = '\n'): void {
    this.out += character;
    this.column = 0;
  }

  indicator(text: string, needsSpace: boolean, isSpace = false, isIndention = false): void {
    if (needsSpace && !this.whitespace) this.put(' ');
    for (const character of text) this.put(character);
    this.whitespace = isSpace;
    this.indention = this.indention && isIndention;
  }

  indent(): void {
    const indent = Math.max(this.level, 0);
    if (!this.indention || this.column > indent || (this.column === indent && !this.whitespace)) this.lineBreak();
    while (this.column < indent) this.put(' ');
    this.whitespace = true;
    this.indention = true;
  }

  /** Runs `write` one level deeper. */
  nested(flow: boolean, indentless: boolean, write: () => void): void {
    const outer = this.level;
    if (outer < 0) this.level = flow ? this.unit : 0;
    else if (!indentless) this.level += this.unit;
    write();
    this.level = outer;
  }
}
